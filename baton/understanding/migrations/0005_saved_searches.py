# SPDX-License-Identifier: MIT
"""Searches that people save by a name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Lower

import baton.core.clock
import baton.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("understanding", "0004_other_languages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", baton.core.keys.PublicIdField()),
                ("name", models.CharField(max_length=80)),
                ("query", models.CharField(max_length=2000)),
                ("is_shared", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField(default=baton.core.clock.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_searches",
                        to="people.organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        F("organisation"), F("owner"), Lower("name"), name="one_search_of_a_name"
                    ),
                    models.CheckConstraint(
                        condition=~Q(name="") & Q(query__startswith="?"),
                        name="a_search_asks_something",
                    ),
                ],
            },
        )
    ]
