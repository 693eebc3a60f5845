# SPDX-License-Identifier: MIT
"""The few comments in other languages than English get an index of their own."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("understanding", "0003_search_moves_to_listening")]

    operations = [
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(
                F("organisation"),
                F("language"),
                F("said_at").desc(),
                F("contribution").desc(),
                condition=~Q(language__in=["", "en"]),
                name="readings_in_other_languages",
            ),
        )
    ]
