# SPDX-License-Identifier: MIT
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import baton.core.clock
import baton.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", baton.core.keys.PublicIdField()),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Board"),
                            ("trust", "Trust"),
                            ("practice", "Practice"),
                            ("site", "Site"),
                            ("service", "Service"),
                            ("ward", "Ward"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=20)),
                ("path", models.CharField(blank=True, max_length=200)),
                ("valid_from", models.DateField(default=baton.core.clock.today)),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="people.organisation",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="places.service",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "path"], name="services_by_path")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation"),
                        models.F("parent"),
                        django.db.models.functions.text.Lower("name"),
                        name="one_service_of_a_name_below_a_parent",
                    ),
                    models.UniqueConstraint(
                        models.F("organisation"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("parent", None)),
                        name="one_root_service_of_a_name",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("organisation", "code"),
                        name="one_service_of_a_code",
                    ),
                ],
            },
        ),
    ]
