from django.db import migrations

OFFICES = (
    # key, title, is_single, is_agency_bound: the performers of the SOP in its order.
    ("opd", "OPD/Pengguna", False, True),
    ("tu", "TU", False, False),
    ("kepala_dinas", "Kepala Dinas", True, False),
    ("kabid_aptika", "KABID APTIKA", True, False),
    ("subkor_ile", "SUBKOR ILE", True, False),
    ("tim_tcmr", "Tim TCMR", False, False),
    ("administrator", "Administrator", False, False),
)


def add_offices(apps, schema_editor):
    office = apps.get_model("people", "Office")
    for order, (key, title, is_single, is_agency_bound) in enumerate(OFFICES, start=1):
        office.objects.get_or_create(
            key=key,
            defaults={
                "title": title,
                "is_single": is_single,
                "is_agency_bound": is_agency_bound,
                "order": order,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(add_offices, migrations.RunPython.noop)]
