# SPDX-License-Identifier: MIT
import django.db.models.deletion
from django.db import migrations, models

import baton.core.clock
import baton.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=baton.core.clock.now)),
                ("organisation", models.BigIntegerField(null=True)),
                ("actor", models.CharField(max_length=120)),
                ("verb", models.CharField(max_length=80)),
                ("object_kind", models.CharField(blank=True, max_length=80)),
                ("object_id", models.CharField(blank=True, max_length=64)),
                ("about", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "-id"], name="audit_by_organisation"),
                    models.Index(fields=["object_kind", "object_id"], name="audit_by_object"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seal",
                        to="core.auditentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", baton.core.keys.PublicIdField()),
                ("kind", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=200)),
                ("organisation", models.BigIntegerField(db_index=True, null=True)),
                ("asked_by", models.CharField(blank=True, max_length=120)),
                ("arguments", models.JSONField(default=dict)),
                ("key", models.CharField(blank=True, max_length=120)),
                ("leads_to", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to start"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Stopped by an error"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("error", models.TextField(blank=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("task", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField(default=baton.core.clock.now)),
                ("started_at", models.DateTimeField(null=True)),
                ("heartbeat_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "running"]),
                            models.Q(("key", ""), _negated=True),
                        ),
                        fields=("kind", "key"),
                        name="one_open_job_of_a_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            ("heartbeat_at__isnull", False),
                            _connector="OR",
                        ),
                        name="running_job_has_a_heartbeat",
                    ),
                ],
            },
        ),
    ]
