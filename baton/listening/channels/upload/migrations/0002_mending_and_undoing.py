# SPDX-License-Identifier: MIT
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("upload", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="refusedrow",
            name="mended_in",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="upload.upload",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="census",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="upload",
            name="mends",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="mended_files",
                to="upload.upload",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="mends_rows",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="upload",
            name="undone",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="upload",
            name="undone_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="upload",
            name="undone_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="upload",
            name="state",
            field=models.CharField(
                choices=[
                    ("mapping", "Columns to be checked"),
                    ("reading", "Being read"),
                    ("read", "Read"),
                    ("failed", "Could not be read"),
                    ("part", "Read in part only"),
                    ("undoing", "Being undone"),
                    ("undone", "Undone"),
                ],
                default="mapping",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "undone"), _negated=True),
                    ("undone_at__isnull", False),
                    _connector="OR",
                ),
                name="an_undone_upload_says_when",
            ),
        ),
    ]
