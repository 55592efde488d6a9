"""Record and correct people; read and search them, which is journaled; prove to be one, and end that."""

from bianmin.foundation.persons.actions.people import add_checked as add_checked
from bianmin.foundation.persons.actions.people import add_person as add_person
from bianmin.foundation.persons.actions.people import checked as checked
from bianmin.foundation.persons.actions.people import correct_person as correct_person
from bianmin.foundation.persons.actions.people import find_persons as find_persons
from bianmin.foundation.persons.actions.people import forget_person as forget_person
from bianmin.foundation.persons.actions.people import read_person as read_person
