"""Reviews of procedures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_drafts_and_sheets")]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency", models.CharField(max_length=10)),
                ("code", models.CharField(max_length=80)),
                ("version", models.CharField(max_length=20)),
                ("reviewed_on", models.DateField()),
                ("about", models.JSONField(default=list)),
                ("asked", models.CharField(blank=True, max_length=2000)),
                ("finding", models.CharField(max_length=2000)),
                (
                    "came",
                    models.CharField(
                        choices=[("kept", "Stays as it is"), ("changed", "Changed"), ("to_change", "Is to be changed")],
                        max_length=10,
                    ),
                ),
                ("change", models.CharField(blank=True, max_length=2000)),
                ("minutes_before", models.PositiveIntegerField(blank=True, null=True)),
                ("minutes_after", models.PositiveIntegerField(blank=True, null=True)),
                ("dollars_before", models.PositiveIntegerField(blank=True, null=True)),
                ("dollars_after", models.PositiveIntegerField(blank=True, null=True)),
                ("noted_by", models.CharField(max_length=60)),
                ("noted_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "code", "reviewed_on"], name="catalog_review_service")],
            },
        ),
    ]
