"""People recorded before there was an index can be found too."""

from django.db import migrations

from bianmin.foundation.search.actions import index


def fill(apps, editor):
    """Put everybody into the index."""
    people = apps.get_model("persons", "Person").objects.order_by("pk")
    for person in people.only("agency", "name", "latin_name").iterator(2000):
        index(agency=person.agency, kind="persons.person", key=person.pk, texts=(person.name, person.latin_name))


class Migration(migrations.Migration):
    dependencies = [("persons", "0001_initial"), ("search", "0002_index")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
