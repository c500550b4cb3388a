from django.db import migrations

# The tests' conftest disables this one: a test run must empty its tables.
FREEZE = """
CREATE TRIGGER sop_version_is_never_emptied BEFORE TRUNCATE ON workflow_sopversion
    FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
ALTER TABLE workflow_sopversion ENABLE ALWAYS TRIGGER sop_version_is_never_emptied;
ALTER TABLE workflow_sopversion ENABLE ALWAYS TRIGGER sop_version_never_changes;
"""
THAW = """
DROP TRIGGER sop_version_is_never_emptied ON workflow_sopversion;
ALTER TABLE workflow_sopversion ENABLE TRIGGER sop_version_never_changes;
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0003_task_stage"), ("core", "0002_append_only_audit")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
