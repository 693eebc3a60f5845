# SPDX-License-Identifier: MIT
"""The search index is listening's now: it is written at the door, before anything is coded."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("understanding", "0002_search"), ("listening", "0002_search")]

    operations = [
        migrations.RunSQL("DROP TABLE understanding_search", reverse_sql=migrations.RunSQL.noop)
    ]
