import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

# Rooms used to hold titles, typed by hand; a need names a layout by its key.
KEYS = {
    "u-shape": "u_shape",
    "teater": "teater",
    "kelas": "kelas",
    "meja konferensi": "konferensi",
    "meja bundar": "bundar",
    "podium": "podium",
}


def name_layouts_by_key(apps, schema_editor):
    for room in apps.get_model("scheduling", "Resource").objects.exclude(layouts=[]):
        keys = list(dict.fromkeys(KEYS.get(name.lower(), name) for name in room.layouts))
        if keys != room.layouts:
            room.layouts = keys
            room.save(update_fields=["layouts"])


def rename_duty(old, new):
    def rename(apps, schema_editor):
        appointments = apps.get_model("people", "Appointment").objects
        for appointment in appointments.filter(scope__contains=[old]):
            appointment.scope = [new if duty == old else duty for duty in appointment.scope]
            appointment.save(update_fields=["scope"])

    return rename


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_indonesian_messages'),
        ('scheduling', '0004_offer_allocation_alone'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(name_layouts_by_key, migrations.RunPython.noop),
        migrations.RunPython(
            rename_duty("keep_rooms", "keep_resources"), rename_duty("keep_resources", "keep_rooms")
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.UniqueConstraint(condition=models.Q(('inventory_number', ''), _negated=True), fields=('inventory_number',), name='inventory_number_once', violation_error_message='Nomor inventaris ini sudah dipakai barang lain.'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closes_at__isnull', True), ('opens_at__isnull', True)), models.Q(('closes_at__gt', models.F('opens_at')), ('opens_at__isnull', False)), _connector='OR'), name='resource_hours', violation_error_message='Jam tutup harus sesudah jam buka.'),
        ),
        migrations.AlterConstraint(
            model_name='pool',
            name='pool_buffers',
            constraint=models.CheckConstraint(condition=models.Q(('setup_minutes__lte', django.db.models.expressions.CombinedExpression(models.Value(720), '-', models.F('test_minutes'))), ('teardown_minutes__lte', 720)), name='pool_buffers', violation_error_message='Persiapan dan uji koneksi bersama paling lama 12 jam.'),
        ),
        migrations.AlterConstraint(
            model_name='resource',
            name='resource_buffers',
            constraint=models.CheckConstraint(condition=models.Q(('setup_minutes__lte', django.db.models.expressions.CombinedExpression(models.Value(720), '-', models.F('test_minutes'))), ('teardown_minutes__lte', 720)), name='resource_buffers', violation_error_message='Persiapan dan uji koneksi bersama paling lama 12 jam.'),
        ),
    ]
