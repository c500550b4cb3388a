from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0003_allocations")]

    operations = [migrations.RemoveField(model_name="offer", name="reservation")]
