"""Who agreed to text messages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("persons", "0003_proofs")]

    operations = [
        migrations.AddField(model_name="person", name="sms_agreed", field=models.BooleanField(default=False)),
    ]
