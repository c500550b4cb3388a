from django.db import migrations

# By row: what may be changed depends on what stands in the line. TRUNCATE is left to test runs,
# which must empty their tables.
STAY = """
CREATE FUNCTION documents_number_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Number % is never removed from the book.', OLD.text
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.id, NEW.ref, NEW.series, NEW.year, NEW.sequence, NEW.text)
        IS DISTINCT FROM (OLD.id, OLD.ref, OLD.series, OLD.year, OLD.sequence, OLD.text)
    THEN
        RAISE EXCEPTION 'Number % is never changed.', OLD.text
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'cancelled' AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'Number % stays cancelled.', OLD.text
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'issued' AND (NEW.state = 'reserved' OR NEW.dated <> OLD.dated) THEN
        RAISE EXCEPTION 'Number % is given out.', OLD.text
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.paper_id IS NOT NULL AND NEW.paper_id IS DISTINCT FROM OLD.paper_id THEN
        RAISE EXCEPTION 'Number % stays with its paper.', OLD.text
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER outgoing_number_stays BEFORE UPDATE OR DELETE ON documents_outgoingnumber
    FOR EACH ROW EXECUTE FUNCTION documents_number_stays();
ALTER TABLE documents_outgoingnumber ENABLE ALWAYS TRIGGER outgoing_number_stays;
"""
FREE = """
DROP TRIGGER outgoing_number_stays ON documents_outgoingnumber;
DROP FUNCTION documents_number_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_number_lines")]
    operations = [migrations.RunSQL(STAY, FREE)]
