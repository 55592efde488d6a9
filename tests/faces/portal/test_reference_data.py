"""What pages know for long is known anew with the next request after it was changed."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bianmin.foundation.orgs.actions import write_agency
from tests.people import AGENCY, NOON, People

pytestmark = pytest.mark.django_db
PAGE = "/ttbn/services/transcript/"


def test_a_page_shows_the_new_telephone_at_once_and_reads_nothing_twice(
    people: People, django_assert_num_queries: DjangoAssertNumQueries
):
    client = Client()
    client.get(PAGE)
    with django_assert_num_queries(1):
        page = client.get(PAGE).content.decode()
    assert "089-999999" not in page
    write_agency(code=AGENCY, by=people.actor("admin"), at=NOON, phone="089-999999")
    assert "089-999999" in client.get(PAGE).content.decode()
