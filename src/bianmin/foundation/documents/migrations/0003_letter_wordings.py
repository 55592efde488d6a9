"""Wordings of letters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_verdict")]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency", models.CharField(blank=True, max_length=10)),
                ("code", models.CharField(max_length=80)),
                ("version", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=200)),
                ("texts", models.JSONField()),
                ("written_at", models.DateTimeField()),
                ("written_by", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "code", "version"), name="documents_letter_key")
                ],
            },
        ),
    ]
