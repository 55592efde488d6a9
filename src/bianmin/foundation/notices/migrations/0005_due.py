"""What is due is found by an index that SQLite uses too: one state does not imply a list of states to it."""

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
