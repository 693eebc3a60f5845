# SPDX-License-Identifier: MIT
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("upload", "0002_mending_and_undoing"),
    ]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="bundle",
            field=models.UUIDField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name="upload",
            name="part",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="upload",
            name="remarks",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="upload",
            name="left_out",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="upload",
            name="state",
            field=models.CharField(
                choices=[
                    ("opening", "Being opened"),
                    ("mapping", "Columns to be checked"),
                    ("reading", "Being read"),
                    ("read", "Read"),
                    ("failed", "Could not be read"),
                    ("part", "Read in part only"),
                    ("undoing", "Being undone"),
                    ("undone", "Undone"),
                ],
                default="mapping",
                max_length=10,
            ),
        ),
    ]
