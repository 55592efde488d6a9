"""The start page where one office alone serves the public."""

from django.test import Client

from tests.factories.delivery import service
from tests.people import People


def test_the_only_office_that_offers_services_is_the_start(people: People):
    service()
    assert Client().get("/").url == "/ttbn/"
