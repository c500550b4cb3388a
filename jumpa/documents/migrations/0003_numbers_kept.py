from django.db import migrations

DEFAULT_SERIES = "surat-keluar"


def carry_over(apps, schema_editor):
    """The office's pattern becomes the default rule; numbers given out so far enter the book."""
    profile_model = apps.get_model("documents", "OfficeProfile")
    profile = profile_model.objects.filter(pk=1).first() or profile_model()
    apps.get_model("documents", "NumberRule").objects.create(
        series=DEFAULT_SERIES,
        title="Surat keluar",
        classification=profile.classification,
        unit=profile.unit,
        pattern=profile.number_pattern,
    )
    numbered = {}
    for paper in apps.get_model("documents", "Paper").objects.exclude(number="").order_by("id"):
        if paper.facts.get("dated"):
            numbered.setdefault(int(paper.facts["dated"][:4]), []).append(paper)
    for year, papers in numbered.items():
        enter(apps, year, papers)


def enter(apps, year, papers):
    """Papers were numbered under the counter's lock: their order is the order of their numbers."""
    series = apps.get_model("documents", "NumberSeries").objects
    counter = series.filter(series=DEFAULT_SERIES, year=year).first()
    if counter is None or counter.last != len(papers):
        return
    model = apps.get_model("documents", "OutgoingNumber")
    model.objects.bulk_create(
        model(
            series=DEFAULT_SERIES,
            year=year,
            sequence=sequence,
            text=paper.number,
            dated=paper.facts["dated"],
            state="issued",
            subject=paper.facts.get("subject", paper.title)[:300],
            paper=paper,
            at=paper.issued_at,
            by_name=paper.issued_by_name,
        )
        for sequence, paper in enumerate(papers, start=1)
    )


def carry_back(apps, schema_editor):
    """What was edited as the rule is the profile's again."""
    models = apps.get_model("documents", "NumberRule"), apps.get_model("documents", "OfficeProfile")
    rule = models[0].objects.filter(letters=[]).first()
    if rule is not None:
        models[1].objects.filter(pk=1).update(
            classification=rule.classification, unit=rule.unit, number_pattern=rule.pattern
        )


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_letters")]
    operations = [migrations.RunPython(carry_over, carry_back)]
