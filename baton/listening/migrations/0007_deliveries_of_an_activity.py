# SPDX-License-Identifier: MIT
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0001_initial"),
        ("listening", "0006_words_merged_by_eights"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="activity",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="activities.activity",
            ),
        ),
    ]
