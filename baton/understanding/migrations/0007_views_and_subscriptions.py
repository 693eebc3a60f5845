# SPDX-License-Identifier: MIT
"""Saved views remember their page, and people hear of them once a week."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import baton.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("understanding", "0006_measures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="savedsearch",
            name="page",
            field=models.CharField(default="comments", max_length=20),
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(default=baton.core.clock.now)),
                ("told", models.JSONField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="understanding.savedsearch",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("search", "account"), name="one_subscription_a_view"
                    )
                ],
            },
        ),
    ]
