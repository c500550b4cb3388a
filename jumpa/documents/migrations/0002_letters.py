import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import jumpa.core.ids
import jumpa.documents.models.files
import jumpa.documents.models.papers
import jumpa.documents.numbering_pattern
from django.db import migrations, models


def give_tokens(apps, schema_editor):
    """Papers from before have no public address yet."""
    for paper in apps.get_model("documents", "Paper").objects.only("pk"):
        paper.token = jumpa.documents.models.papers.new_token()
        paper.save(update_fields=["token"])


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=jumpa.core.ids.new_ref, editable=False, max_length=14, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('total', models.PositiveIntegerField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('problems', models.JSONField(default=list)),
                ('work', models.JSONField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-at',),
            },
        ),
        migrations.CreateModel(
            name='NumberRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=jumpa.core.ids.new_ref, editable=False, max_length=14, unique=True)),
                ('series', models.SlugField(unique=True, verbose_name='kode pencacah')),
                ('title', models.CharField(max_length=120, verbose_name='nama')),
                ('letters', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='jenis naskah')),
                ('classification', models.CharField(default='500.12', max_length=30, verbose_name='kode klasifikasi')),
                ('unit', models.CharField(blank=True, max_length=30, verbose_name='kode unit')),
                ('pattern', models.CharField(default='{klasifikasi}/{urut}/{unit}/{tahun}', help_text='Gunakan {klasifikasi}, {urut}, {unit}, dan {tahun}; {urut} wajib ada.', max_length=80, validators=[jumpa.documents.numbering_pattern.validate_pattern], verbose_name='pola nomor surat')),
            ],
            options={
                'ordering': ('series',),
            },
        ),
        migrations.CreateModel(
            name='RetentionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=jumpa.core.ids.new_ref, editable=False, max_length=14, unique=True)),
                ('kind', models.CharField(blank=True, max_length=40, unique=True, verbose_name='jenis arsip')),
                ('active_years', models.PositiveSmallIntegerField(default=2, verbose_name='aktif (tahun)')),
                ('inactive_years', models.PositiveSmallIntegerField(default=3, verbose_name='inaktif (tahun)')),
                ('fate', models.CharField(choices=[('destroy', 'Musnah'), ('keep', 'Permanen')], default='keep', max_length=8, verbose_name='keterangan')),
            ],
            options={
                'ordering': ('kind',),
            },
        ),
        migrations.AddField(
            model_name='officeprofile',
            name='paper_size',
            field=models.CharField(choices=[('a4', 'A4 (210 × 297 mm)'), ('f4', 'F4/folio (215 × 330 mm)')], default='a4', max_length=4, verbose_name='ukuran kertas'),
        ),
        migrations.AddField(
            model_name='paper',
            name='disposed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='paper',
            name='signer_office',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='paper',
            name='token',
            field=models.CharField(default='', editable=False, max_length=22),
            preserve_default=False,
        ),
        migrations.RunPython(give_tokens, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='paper',
            name='token',
            field=models.CharField(default=jumpa.documents.models.papers.new_token, editable=False, max_length=22, unique=True),
        ),
        migrations.AddField(
            model_name='paper',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='paper',
            name='withdrawn_reason',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.CreateModel(
            name='Disposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=jumpa.core.ids.new_ref, editable=False, max_length=14, unique=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by_name', models.CharField(max_length=200)),
                ('items', models.JSONField()),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
            ],
            options={
                'ordering': ('-at',),
            },
        ),
        migrations.CreateModel(
            name='LetterReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'Menunggu dibaca'), ('read', 'Terbaca'), ('failed', 'Tidak terbaca')], default='waiting', max_length=8)),
                ('problem', models.CharField(blank=True, max_length=500)),
                ('is_scan', models.BooleanField(default=False)),
                ('used_ocr', models.BooleanField(default=False)),
                ('found', models.JSONField(default=list)),
                ('signatures', models.JSONField(default=list)),
                ('is_checked', models.BooleanField(default=False)),
                ('cpu_ms', models.PositiveIntegerField(default=0)),
                ('peak_kib', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField(null=True)),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reading', to='documents.storedfile')),
            ],
        ),
        migrations.CreateModel(
            name='LetterWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter', models.CharField(max_length=40)),
                ('version', models.PositiveIntegerField()),
                ('texts', models.JSONField()),
                ('is_current', models.BooleanField(default=True)),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=200)),
            ],
            options={
                'ordering': ('letter', '-version'),
                'constraints': [models.UniqueConstraint(fields=('letter', 'version'), name='wording_version_once'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('letter',), name='one_current_wording')],
            },
        ),
        migrations.CreateModel(
            name='OutgoingNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=jumpa.core.ids.new_ref, editable=False, max_length=14, unique=True)),
                ('series', models.SlugField()),
                ('year', models.PositiveSmallIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('text', models.CharField(max_length=120)),
                ('dated', models.DateField()),
                ('state', models.CharField(choices=[('reserved', 'Dicadangkan'), ('issued', 'Terbit'), ('cancelled', 'Dibatalkan')], max_length=12)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by_name', models.CharField(max_length=200)),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='documents.paper')),
            ],
            options={
                'ordering': ('-year', 'series', '-sequence'),
                'constraints': [models.UniqueConstraint(fields=('series', 'year', 'sequence'), name='outgoing_number_once'), models.UniqueConstraint(fields=('year', 'text'), name='outgoing_text_once_a_year')],
            },
        ),
        migrations.CreateModel(
            name='PagePreview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.PositiveSmallIntegerField()),
                ('image', models.FileField(max_length=200, upload_to=jumpa.documents.models.files.preview_name)),
                ('width', models.PositiveSmallIntegerField()),
                ('height', models.PositiveSmallIntegerField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='previews', to='documents.storedfile')),
            ],
            options={
                'ordering': ('page',),
                'constraints': [models.UniqueConstraint(fields=('file', 'page'), name='page_shown_once')],
            },
        ),
        migrations.CreateModel(
            name='SignedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=jumpa.core.ids.new_ref, editable=False, max_length=14, unique=True)),
                ('way', models.CharField(max_length=20)),
                ('person_name', models.CharField(max_length=200)),
                ('office_title', models.CharField(max_length=200)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('file', models.FileField(blank=True, max_length=200, upload_to=jumpa.documents.models.papers.signed_name)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('document_id', models.CharField(blank=True, max_length=120)),
                ('certificate', models.JSONField(default=dict)),
                ('verdict', models.JSONField(default=list)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed_copies', to='documents.paper')),
            ],
            options={
                'ordering': ('at', 'id'),
                'constraints': [models.UniqueConstraint(fields=('paper', 'sha256'), name='signed_file_once')],
            },
        ),
    ]
