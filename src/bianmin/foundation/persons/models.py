"""People as they gave their data, and what was corrected."""

from django.db import models

from bianmin.foundation.persons.vocab import LANGUAGE, PersonKind


class Person(models.Model):
    """One person as recorded once, for one matter: rows are never merged by an unproved number.

    `name` is kept as written, in any script; `name_key` is its folded form for searching. A shared telephone, no
    e-mail, and a birth date before 1912 are normal.
    """

    agency = models.CharField(max_length=10)
    kind = models.CharField(max_length=12, choices=PersonKind.choices, default=PersonKind.NATURAL)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    latin_name = models.CharField(max_length=200, blank=True)
    id_number = models.CharField(max_length=20, blank=True)
    birth_on = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, default=LANGUAGE)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "name_key"], name="persons_person_name"),
            models.Index(fields=["agency", "id_number"], name="persons_person_id_number"),
            models.Index(fields=["agency", "phone"], name="persons_person_phone"),
        ]

    def __str__(self) -> str:
        return f"persons.person:{self.pk}"


class Former(models.Model):
    """What a person's data were before a correction 更正前資料; destroyed with the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former")
    values = models.JSONField()
    until = models.DateTimeField()
    corrected_by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"persons.person:{self.person_id} until {self.until:%Y-%m-%d}"
