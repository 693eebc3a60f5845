# SPDX-License-Identifier: MIT
"""Which type of accident and emergency a service is: nothing where nobody said so yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fft", "0001_initial"),
        ("people", "0003_texts"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="reported",
            name="department",
            field=models.CharField(
                blank=True,
                choices=[
                    ("acute", "Acute, type 1 or 2"),
                    ("walk_in", "Walk-in centre or minor injuries unit"),
                ],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="reported",
            constraint=models.CheckConstraint(
                condition=models.Q(("department", ""), ("setting", "ae"), _connector="OR"),
                name="only_accident_and_emergency_has_a_department",
            ),
        ),
    ]
