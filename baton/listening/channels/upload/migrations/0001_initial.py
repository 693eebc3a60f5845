# SPDX-License-Identifier: MIT
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import baton.core.clock
import baton.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("listening", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", baton.core.keys.PublicIdField()),
                ("name", models.CharField(max_length=200)),
                ("file", models.FileField(blank=True, max_length=300, upload_to="uploads/%Y/%m")),
                ("size", models.BigIntegerField()),
                ("mapping", models.JSONField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("mapping", "Columns to be checked"),
                            ("reading", "Being read"),
                            ("read", "Read"),
                            ("failed", "Could not be read"),
                        ],
                        default="mapping",
                        max_length=10,
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField(default=baton.core.clock.now)),
                ("read_at", models.DateTimeField(null=True)),
                ("header", models.JSONField(default=list)),
                ("rows", models.BigIntegerField(default=0)),
                ("received", models.BigIntegerField(default=0)),
                ("repeated", models.BigIntegerField(default=0)),
                ("taken_back", models.BigIntegerField(default=0)),
                ("without_words", models.BigIntegerField(default=0)),
                ("refused", models.BigIntegerField(default=0)),
                ("notes", models.JSONField(default=list)),
                (
                    "brought_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delivery",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="upload",
                        to="listening.delivery",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.job",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RefusedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("column", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(max_length=500)),
                ("cells", models.JSONField()),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="refused_rows",
                        to="upload.upload",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RememberedMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shape", models.CharField(max_length=64)),
                ("mapping", models.JSONField()),
                ("used_at", models.DateTimeField(default=baton.core.clock.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "shape"), name="one_mapping_a_shape"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["organisation", "-created_at"], name="newest_uploads"),
        ),
        migrations.AddConstraint(
            model_name="refusedrow",
            constraint=models.UniqueConstraint(
                fields=("upload", "number"), name="a_row_is_refused_once"
            ),
        ),
    ]
