# SPDX-License-Identifier: MIT
"""That a person looked whether somebody could be recognised."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import baton.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("listening", "0004_words_know_when_they_were_said"),
        ("people", "0002_strong_sign_in"),
        ("understanding", "0007_views_and_subscriptions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="review",
                        serialize=False,
                        to="listening.contribution",
                    ),
                ),
                ("at", models.DateTimeField(default=baton.core.clock.now)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("show", "may be shown"), ("keep", "must not be shown")],
                        max_length=4,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("name", "A name, or a post that only one person holds"),
                            ("rare", "A rare illness, accident or family"),
                            ("moment", "An exact day, time or place"),
                            ("staff", "A member of staff who could be recognised"),
                            ("other", "Something else that tells who it is"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "show"), ("reason", "")),
                            models.Q(("outcome", "keep"), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="what_is_kept_back_has_a_reason",
                    )
                ],
            },
        ),
    ]
