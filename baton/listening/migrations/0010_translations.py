# SPDX-License-Identifier: MIT
"""Words in English beside the original; and an alert of what only the translation tells.

Contributions themselves are not touched: a million of them stay as they were written.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import baton.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("listening", "0009_mode_of_collection"),
        ("people", "0002_strong_sign_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NotTranslated",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="not_translated",
                        serialize=False,
                        to="listening.contribution",
                    ),
                ),
                ("problem", models.CharField(max_length=300)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Translation",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="translation",
                        serialize=False,
                        to="listening.contribution",
                    ),
                ),
                ("words", models.TextField()),
                ("of_language", models.CharField(blank=True, max_length=12)),
                ("engine", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField(default=baton.core.clock.now)),
                ("screened_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("screened_at", None)),
                        fields=["contribution"],
                        name="translations_to_screen",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by", None), models.Q(("engine", ""), _negated=True)),
                            models.Q(("by__isnull", False), ("engine", "")),
                            _connector="OR",
                        ),
                        name="a_translation_is_by_a_person_or_a_machine",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="a_translation_has_words",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="safetyalert",
            name="in_translation",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="safetyalert",
            name="contribution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="safety_alerts",
                to="listening.contribution",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetyalert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("in_translation", False)),
                fields=("contribution",),
                name="one_alert_of_what_was_said",
            ),
        ),
    ]
