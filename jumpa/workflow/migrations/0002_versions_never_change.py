from django.db import migrations

# A run is pinned to its version for years: not even a slip in a shell may change what it says.
FREEZE = """
CREATE TRIGGER sop_version_never_changes BEFORE UPDATE OR DELETE ON workflow_sopversion
    FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
"""
THAW = "DROP TRIGGER sop_version_never_changes ON workflow_sopversion;"


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial"), ("core", "0002_append_only_audit")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
