# SPDX-License-Identifier: MIT
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import baton.core.clock
import baton.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("listening", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Codebook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("version", models.CharField(max_length=40)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(default=baton.core.clock.now)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codebooks",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reading",
                        serialize=False,
                        to="listening.contribution",
                    ),
                ),
                ("said_at", models.DateTimeField()),
                (
                    "sentiment",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "very positive"),
                            (2, "positive"),
                            (3, "neutral or mixed"),
                            (4, "negative"),
                            (5, "very negative"),
                        ]
                    ),
                ),
                ("sentiment_confidence", models.FloatField(null=True)),
                ("language", models.CharField(blank=True, max_length=12)),
                ("classifier", models.CharField(blank=True, max_length=60)),
                ("is_unsure", models.BooleanField(default=False)),
                ("checked_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(default=baton.core.clock.now)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "sentiment_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", baton.core.keys.PublicIdField()),
                ("slug", models.SlugField(max_length=80)),
                ("title", models.CharField(max_length=120)),
                ("definition", models.CharField(blank=True, max_length=500)),
                ("is_local", models.BooleanField(default=False)),
                ("is_specific", models.BooleanField(default=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "codebook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="understanding.codebook",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="understanding.theme",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Coding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("said_at", models.DateTimeField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("suggested", "suggested by the classifier"),
                            ("stated", "stated in the file"),
                            ("confirmed", "confirmed by a person"),
                            ("added", "added by a person"),
                            ("removed", "removed by a person"),
                        ],
                        max_length=10,
                    ),
                ),
                ("confidence", models.FloatField(null=True)),
                ("start", models.PositiveIntegerField(default=0)),
                ("end", models.PositiveIntegerField(default=0)),
                ("classifier", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField(default=baton.core.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codings",
                        to="listening.contribution",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to="understanding.theme",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="codebook",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at", None)),
                fields=("organisation",),
                name="one_codebook_in_use",
            ),
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(
                models.F("organisation"),
                models.F("sentiment"),
                models.OrderBy(models.F("said_at"), descending=True),
                models.OrderBy(models.F("contribution"), descending=True),
                name="readings_by_sentiment",
            ),
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(
                models.F("organisation"),
                models.OrderBy(models.F("said_at"), descending=True),
                models.OrderBy(models.F("contribution"), descending=True),
                condition=models.Q(("checked_at", None), ("is_unsure", True)),
                name="readings_to_check",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(("sentiment__range", (1, 5))), name="sentiment_from_one_to_five"
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.UniqueConstraint(
                fields=("codebook", "slug"), name="one_theme_of_a_slug"
            ),
        ),
        migrations.AddIndex(
            model_name="coding",
            index=models.Index(
                models.F("theme"),
                models.OrderBy(models.F("said_at"), descending=True),
                models.OrderBy(models.F("contribution"), descending=True),
                condition=models.Q(("verdict", "removed"), _negated=True),
                name="newest_first_of_a_theme",
            ),
        ),
        migrations.AddConstraint(
            model_name="coding",
            constraint=models.UniqueConstraint(
                fields=("contribution", "theme"), name="one_coding_a_theme_and_contribution"
            ),
        ),
        migrations.AddConstraint(
            model_name="coding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by", None), ("confidence__isnull", False), ("verdict", "suggested")),
                    models.Q(("by", None), ("verdict", "stated")),
                    models.Q(
                        ("verdict__in", ["confirmed", "added", "removed"]), ("by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="a_verdict_has_its_giver",
            ),
        ),
        migrations.AddConstraint(
            model_name="coding",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gte", models.F("start"))), name="span_runs_forward"
            ),
        ),
    ]
