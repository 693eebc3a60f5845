# SPDX-License-Identifier: MIT
"""Measures, their standards, and what is typed for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import baton.core.clock
import baton.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_strong_sign_in"),
        ("places", "0001_initial"),
        ("understanding", "0005_saved_searches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", baton.core.keys.PublicIdField()),
                ("title", models.CharField(max_length=120)),
                ("says", models.CharField(blank=True, max_length=300)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("typed", "Figures that are typed or imported"),
                            ("theme", "Share of comments about a theme"),
                            ("negative", "Share of comments that are negative"),
                            ("positive", "Share of comments that are positive"),
                            (
                                "fft_positive",
                                "Friends and Family Test: share who said good or very good",
                            ),
                            (
                                "fft_negative",
                                "Friends and Family Test: share who said poor or very poor",
                            ),
                            ("comments", "Number of comments"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("week", "Each week"),
                            ("month", "Each month"),
                            ("quarter", "Each quarter"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("increase", "More is better"),
                            ("decrease", "Less is better"),
                            ("neither", "Neither is better"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("number", "Number"),
                            ("percentage", "Percentage"),
                            ("minutes", "Minutes"),
                            ("hours", "Hours"),
                            ("days", "Days"),
                            ("weeks", "Weeks"),
                            ("pounds", "Pounds"),
                        ],
                        max_length=12,
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=120)),
                ("begun", models.DateField(null=True)),
                ("retired", models.DateField(null=True)),
                (
                    "rule_set",
                    models.CharField(
                        choices=[
                            ("mdc_2023", "Making Data Count, as changed at the end of 2023"),
                            ("nhsr_0_2_2", "NHSRplotthedots 0.2.2, to match an older report"),
                        ],
                        default="mdc_2023",
                        max_length=12,
                    ),
                ),
                ("fix_points", models.PositiveSmallIntegerField(null=True)),
                ("fix_until", models.DateField(null=True)),
                ("screens_outliers", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=baton.core.clock.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="people.organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.service",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="understanding.theme",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.DateField()),
                ("text", models.CharField(max_length=200)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="understanding.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["start"],
            },
        ),
        migrations.CreateModel(
            name="Rebase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.DateField()),
                ("reason", models.CharField(max_length=300)),
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
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rebases",
                        to="understanding.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["start"],
            },
        ),
        migrations.CreateModel(
            name="Standard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("target", models.DecimalField(decimal_places=4, max_digits=14)),
                ("set_by", models.CharField(max_length=200)),
                ("set_with", models.CharField(max_length=300)),
                ("why", models.CharField(max_length=600)),
                ("decided_on", models.DateField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField(default=baton.core.clock.now)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards",
                        to="understanding.measure",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Value",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.DateField()),
                ("numerator", models.DecimalField(decimal_places=4, max_digits=14)),
                ("denominator", models.PositiveIntegerField(null=True)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="understanding.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["start"],
            },
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "theme"), _negated=True),
                    ("theme__isnull", False),
                    _connector="OR",
                ),
                name="a_share_of_a_theme_has_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source", "typed"),
                    models.Q(("source", "comments"), ("unit", "number")),
                    models.Q(
                        models.Q(("source", "comments"), _negated=True), ("unit", "percentage")
                    ),
                    _connector="OR",
                ),
                name="what_is_counted_has_its_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner", None), ("post", ""), _connector="OR"),
                name="a_measure_has_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fix_points", None),
                    models.Q(("fix_points__gte", 2), ("fix_until", None)),
                    _connector="OR",
                ),
                name="one_way_to_fix_a_baseline",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("begun", None),
                    ("retired", None),
                    ("retired__gte", models.F("begun")),
                    _connector="OR",
                ),
                name="a_measure_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(
                fields=("measure", "start"), name="one_note_a_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_note_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="rebase",
            constraint=models.UniqueConstraint(
                fields=("measure", "start"), name="one_rebase_a_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="rebase",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_rebase_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="standard",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to", None)),
                fields=("measure",),
                name="one_standard_without_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="standard",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="a_standard_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.UniqueConstraint(
                fields=("measure", "start"), name="one_value_a_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.CheckConstraint(
                condition=models.Q(("denominator", None), ("denominator__gt", 0), _connector="OR"),
                name="nothing_of_nobody",
            ),
        ),
    ]
