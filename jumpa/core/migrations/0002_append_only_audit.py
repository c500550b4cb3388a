from django.db import migrations

# By statement and not by row, so that the trigger also speaks up when no row matches. ALWAYS: also
# for a session that replicates. TRUNCATE has its own trigger because a test run must empty its
# tables: the tests' conftest disables that one, and only that one.
APPEND_ONLY = """
CREATE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON core_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON core_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
ALTER TABLE core_auditentry ENABLE ALWAYS TRIGGER audit_is_append_only;
ALTER TABLE core_auditentry ENABLE ALWAYS TRIGGER audit_is_never_emptied;
"""
FREE = """
DROP TRIGGER audit_is_append_only ON core_auditentry;
DROP TRIGGER audit_is_never_emptied ON core_auditentry;
DROP FUNCTION core_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunSQL(APPEND_ONLY, FREE)]
