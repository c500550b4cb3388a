from django.db import migrations

# What may change is named, so that a column added later is guarded from its first day. ALWAYS: also
# for a session that replicates. TRUNCATE has its own triggers because a test run must empty its
# tables: the tests' conftest disables those, and only those.
STAY = """
CREATE FUNCTION documents_paper_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['is_current', 'file', 'size', 'sha256', 'signer_office',
                         'withdrawn_at', 'withdrawn_reason', 'disposed_at'];
    is_disposal boolean := OLD.disposed_at IS NULL AND NEW.disposed_at IS NOT NULL;
BEGIN
    IF is_disposal THEN
        free := free || ARRAY['facts', 'content'];
    END IF;
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'Paper % was issued and never changes.', OLD.ref
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.is_current AND NOT OLD.is_current THEN
        RAISE EXCEPTION 'Paper % was replaced and stays so.', OLD.ref
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.sha256 <> '' AND (NEW.sha256, NEW.size) IS DISTINCT FROM (OLD.sha256, OLD.size) THEN
        RAISE EXCEPTION 'Paper % is set once.', OLD.ref USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.disposed_at IS NOT NULL
        AND (NEW.disposed_at, NEW.file) IS DISTINCT FROM (OLD.disposed_at, OLD.file)
    THEN
        RAISE EXCEPTION 'Paper % was destroyed.', OLD.ref USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.file <> '' AND NEW.file <> OLD.file AND NOT (is_disposal AND NEW.file = '') THEN
        RAISE EXCEPTION 'The file of paper % stays.', OLD.ref USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER paper_stays BEFORE UPDATE ON documents_paper
    FOR EACH ROW EXECUTE FUNCTION documents_paper_stays();

CREATE FUNCTION documents_signed_copy_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'file' IS DISTINCT FROM to_jsonb(OLD) - 'file' OR (
        NEW.file <> OLD.file AND NOT (NEW.file = '' AND EXISTS (
            SELECT FROM documents_paper
            WHERE id = OLD.paper_id AND disposed_at IS NOT NULL
        ))
    ) THEN
        RAISE EXCEPTION 'Signed copy % never changes.', OLD.ref
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER signed_copy_stays BEFORE UPDATE ON documents_signedcopy
    FOR EACH ROW EXECUTE FUNCTION documents_signed_copy_stays();

CREATE FUNCTION documents_stored_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['file', 'disposed_at'];
    is_disposal boolean := OLD.disposed_at IS NULL AND NEW.disposed_at IS NOT NULL;
BEGIN
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free
        OR (NEW IS DISTINCT FROM OLD AND NOT (is_disposal AND NEW.file = ''))
    THEN
        RAISE EXCEPTION 'File % was stored and never changes.', OLD.ref
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stored_file_stays BEFORE UPDATE ON documents_storedfile
    FOR EACH ROW EXECUTE FUNCTION documents_stored_file_stays();
"""
TABLES = {
    "documents_paper": "paper",
    "documents_signedcopy": "signed_copy",
    "documents_storedfile": "stored_file",
    "documents_disposal": "disposal",
}
KEEP = "".join(
    f"""
CREATE TRIGGER {name}_is_never_removed BEFORE DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER {name}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}_is_never_removed;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}_is_never_emptied;
"""
    for table, name in TABLES.items()
) + """
CREATE TRIGGER disposal_stays BEFORE UPDATE ON documents_disposal
    FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
ALTER TABLE documents_disposal ENABLE ALWAYS TRIGGER disposal_stays;
ALTER TABLE documents_paper ENABLE ALWAYS TRIGGER paper_stays;
ALTER TABLE documents_signedcopy ENABLE ALWAYS TRIGGER signed_copy_stays;
ALTER TABLE documents_storedfile ENABLE ALWAYS TRIGGER stored_file_stays;
"""
FREE = "".join(
    f"""
DROP TRIGGER {name}_is_never_removed ON {table};
DROP TRIGGER {name}_is_never_emptied ON {table};
"""
    for table, name in TABLES.items()
) + """
DROP TRIGGER disposal_stays ON documents_disposal;
DROP TRIGGER paper_stays ON documents_paper;
DROP TRIGGER signed_copy_stays ON documents_signedcopy;
DROP TRIGGER stored_file_stays ON documents_storedfile;
DROP FUNCTION documents_paper_stays();
DROP FUNCTION documents_signed_copy_stays();
DROP FUNCTION documents_stored_file_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0006_archive_stays"),
        ("core", "0002_append_only_audit"),
    ]
    operations = [migrations.RunSQL(STAY + KEEP, FREE)]
