# SPDX-License-Identifier: MIT
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import baton.core.clock
import baton.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", baton.core.keys.PublicIdField()),
                ("channel", models.CharField(max_length=20)),
                ("source_ref", models.CharField(max_length=200)),
                ("words", models.TextField(blank=True)),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("verbatim", "in their own words"),
                            ("paraphrase", "paraphrased"),
                            ("relayed", "relayed by staff"),
                        ],
                        default="verbatim",
                        max_length=12,
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(null=True)),
                ("stated_sentiment", models.PositiveSmallIntegerField(null=True)),
                ("language", models.CharField(blank=True, max_length=12)),
                ("said_at", models.DateTimeField()),
                (
                    "said_precision",
                    models.CharField(
                        choices=[
                            ("moment", "to the moment"),
                            ("day", "to the day"),
                            ("month", "to the month"),
                            ("unknown", "not known"),
                        ],
                        default="day",
                        max_length=8,
                    ),
                ),
                ("received_at", models.DateTimeField(default=baton.core.clock.now)),
                ("respondent", models.CharField(blank=True, max_length=64)),
                (
                    "lawful_basis",
                    models.CharField(
                        choices=[
                            ("public_task", "Public task"),
                            ("consent", "Consent"),
                            ("legal_obligation", "Legal obligation"),
                            ("not_stated", "Not stated"),
                        ],
                        default="public_task",
                        max_length=20,
                    ),
                ),
                ("may_quote", models.BooleanField(default=False)),
                (
                    "may_contact",
                    models.CharField(
                        choices=[
                            ("no", "No"),
                            ("email", "By e-mail"),
                            ("phone", "By phone"),
                            ("sms", "By text"),
                            ("post", "By post"),
                        ],
                        default="no",
                        max_length=8,
                    ),
                ),
                ("contact_format", models.CharField(blank=True, max_length=40)),
                (
                    "may_share",
                    models.CharField(
                        choices=[
                            ("nobody", "With nobody else"),
                            ("organisation", "Within the organisation"),
                            ("partners", "With partners"),
                            ("public", "With everybody"),
                        ],
                        default="organisation",
                        max_length=14,
                    ),
                ),
                ("notice_version", models.CharField(blank=True, max_length=20)),
                ("screened_at", models.DateTimeField(null=True)),
                ("coded_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Characteristics",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=32)),
                ("stated", models.JSONField()),
                ("area", models.CharField(blank=True, max_length=20)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OriginalWords",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="original",
                        serialize=False,
                        to="listening.contribution",
                    ),
                ),
                ("words", models.TextField()),
                ("identifiers", models.JSONField()),
            ],
        ),
        migrations.AddField(
            model_name="contribution",
            name="characteristics",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="listening.characteristics",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contributions",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="service",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contributions",
                to="places.service",
            ),
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", baton.core.keys.PublicIdField()),
                ("channel", models.CharField(max_length=20)),
                ("label", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(default=baton.core.clock.now)),
                (
                    "brought_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="contribution",
            name="delivery",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contributions",
                to="listening.delivery",
            ),
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=baton.core.clock.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Label",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Pepper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("wording", models.CharField(max_length=500)),
                ("kind", models.CharField(default="nonspecific", max_length=20)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="contribution",
            name="question",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="listening.question",
            ),
        ),
        migrations.CreateModel(
            name="SafetyAlert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", baton.core.keys.PublicIdField()),
                ("concerns", models.JSONField()),
                ("urgency", models.CharField(max_length=8)),
                ("raised_at", models.DateTimeField(default=baton.core.clock.now)),
                ("told_at", models.DateTimeField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("acted", "Acted on"),
                            ("known", "Already known and in hand"),
                            ("no_concern", "No concern after reading"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="safety_alert",
                        to="listening.contribution",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safety_alerts",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SafetyContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "turn",
                    models.CharField(
                        choices=[
                            ("first", "Told at once"),
                            ("escalation", "Told when nobody has looked"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="safety_contacts",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatedLabel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stated_labels",
                        to="listening.contribution",
                    ),
                ),
                (
                    "label",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="listening.label",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="characteristics",
            constraint=models.UniqueConstraint(
                fields=("organisation", "digest"), name="one_row_a_set_of_characteristics"
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.UniqueConstraint(
                fields=("organisation", "digest"), name="erased_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="label",
            constraint=models.UniqueConstraint(
                fields=("organisation", "text"), name="one_row_a_label"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                fields=("organisation", "wording"), name="one_row_a_question_wording"
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                models.F("organisation"),
                models.OrderBy(models.F("said_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="newest_first",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                models.F("organisation"),
                models.F("service"),
                models.OrderBy(models.F("said_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="newest_first_of_a_service",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                condition=models.Q(("screened_at", None)), fields=["id"], name="still_to_screen"
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(
                condition=models.Q(("coded_at", None)),
                fields=["organisation", "id"],
                name="still_to_code",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["delivery", "id"], name="of_a_delivery"),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["organisation", "received_at"], name="arrivals"),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                fields=("organisation", "channel", "source_ref"), name="contribution_received_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_at", None), ("words", ""), _connector="OR"),
                name="withdrawn_contribution_has_no_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("score", None), ("score__range", (1, 6)), _connector="OR"),
                name="score_is_an_fft_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("may_quote", True), _negated=True),
                    ("manner", "verbatim"),
                    _connector="OR",
                ),
                name="only_own_words_may_be_quoted",
            ),
        ),
        migrations.AddIndex(
            model_name="safetyalert",
            index=models.Index(
                condition=models.Q(("opened_at", None)),
                fields=["organisation", "raised_at"],
                name="alerts_not_opened",
            ),
        ),
        migrations.AddIndex(
            model_name="safetyalert",
            index=models.Index(
                condition=models.Q(("told_at", None)), fields=["id"], name="alerts_to_tell"
            ),
        ),
        migrations.AddConstraint(
            model_name="safetyalert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at", None), models.Q(("outcome", ""), _negated=True), _connector="OR"
                ),
                name="closed_alert_has_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetycontact",
            constraint=models.UniqueConstraint(
                fields=("organisation", "account", "turn"), name="named_once_a_turn"
            ),
        ),
        migrations.AddConstraint(
            model_name="statedlabel",
            constraint=models.UniqueConstraint(
                fields=("contribution", "label"), name="a_label_is_stated_once"
            ),
        ),
    ]
