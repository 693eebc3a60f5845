# SPDX-License-Identifier: MIT
"""What a comment was coded from: the original, a translation, or nothing.

Columns are added without writing a million rows anew: they may be null, and `coded_from` has its
default in the database. Comments in other languages than English, which the classifier had guessed
at, are read again, but for those that a person checked.
"""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

_AT_ONCE = 500


def read_foreign_ones_again(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    readings = apps.get_model("understanding", "Reading").objects.order_by()
    codings = apps.get_model("understanding", "Coding").objects
    contributions = apps.get_model("listening", "Contribution").objects
    foreign = readings.filter(~Q(language__in=["", "en"]), checked_at=None)
    numbers = list(foreign.values_list("pk", flat=True))
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        codings.filter(contribution__in=some, verdict="suggested").delete()
        contributions.filter(pk__in=some, withdrawn_at=None).update(coded_at=None)


class Migration(migrations.Migration):
    dependencies = [
        ("listening", "0010_translations"),
        ("people", "0002_strong_sign_in"),
        ("understanding", "0008_reviews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="coding",
            name="in_translation",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="reading",
            name="coded_from",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (1, "the original"),
                    (2, "the translation"),
                    (3, "nothing: it does not read this language"),
                    (4, "nothing: a person said how it feels"),
                ],
                db_default=models.Value(1),
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="language_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(
                models.F("organisation"),
                models.OrderBy(models.F("said_at"), descending=True),
                models.OrderBy(models.F("contribution"), descending=True),
                condition=models.Q(("coded_from__gte", 3)),
                name="readings_to_translate",
            ),
        ),
        migrations.RunPython(read_foreign_ones_again, migrations.RunPython.noop),
    ]
