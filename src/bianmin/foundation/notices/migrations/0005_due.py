"""What is due is found by an index that SQLite uses too: it compares no bound value with a list in a condition."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0004_staff")]

    operations = [
        migrations.RemoveIndex(model_name="message", name="notices_message_due"),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("next_try_at__isnull", False)),
                fields=["next_try_at"],
                name="notices_message_due",
            ),
        ),
    ]
