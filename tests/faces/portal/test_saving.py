"""Save half-way and go on by a link: here, on another device, until it is sent or too old."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.faces.ui.now import now
from bianmin.foundation.documents.actions import sweep
from bianmin.foundation.documents.models import File
from bianmin.foundation.forms.actions.publishing import publish
from bianmin.foundation.forms.models import Saved
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.notices.models import Message
from bianmin.foundation.persons.models import Person
from bianmin.journeys.saving import remove_ended
from tests.faces.portal.citizen import HOME, TRANSCRIPT, Citizen, photo, words
from tests.factories.delivery import HOUSE
from tests.people import AGENCY

LATER = f"{TRANSCRIPT}later/"


@pytest.fixture
def mail(settings: object) -> object:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return settings


def put_aside(citizen: Citizen, **said: str) -> str:
    """Save; gives the path of the link."""
    answer = citizen.client.post(LATER, said)
    assert answer.status_code == 200, words(answer)
    return re.search(r'href="http://[^/]+(/ttbn/resume/[^"]+)"', answer.content.decode())[1]


@pytest.mark.row("CM-16", "SYS-079", "SYS-092")
def test_what_was_filled_in_is_taken_up_on_another_device_and_sent_once(citizen: Citizen):
    citizen.fill(until="service-papers")
    citizen.send("service-papers", id_card=photo())
    assert citizen.send("pickup", later="1").url == LATER
    link = put_aside(citizen)
    phone = Citizen(Client())
    page = words(phone.client.get(link))
    assert "戶籍謄本" in page
    assert "陳阿美" not in page
    assert phone.client.post(link).url == f"{TRANSCRIPT}apply/check/"
    assert "陳阿美" in words(phone.read("check"))
    number = phone.send("check").url.rstrip("/").rpartition("/")[2]
    assert File.objects.filter(subject=Case.objects.get(number=number).subject).count() == 1
    again = citizen.send("check")
    assert again.url.rstrip("/").rpartition("/")[2] == number
    assert Case.objects.count() == 1


@pytest.mark.row("CM-16")
def test_after_sending_and_after_its_time_the_link_is_one_calm_sentence(citizen: Citizen):
    citizen.fill()
    link = put_aside(citizen)
    citizen.send("check")
    for path in (link, f"{HOME}resume/{'a' * 32}/", f"{HOME}resume/x/"):
        answer = citizen.client.get(path)
        assert answer.status_code == 404
        assert "這個連結已經打不開了" in words(answer)
    assert Saved.objects.count() == 0


def test_half_a_page_with_mistakes_is_kept_too(citizen: Citizen):
    citizen.fill(until="applicant-applicant")
    assert citizen.send("applicant-applicant", id_number="A12", later="1").status_code == 302
    phone = Citizen(Client())
    assert phone.client.post(put_aside(citizen)).url == f"{TRANSCRIPT}apply/applicant-applicant/"
    assert 'value="A12"' in phone.read("applicant-applicant").content.decode()


def test_saving_again_keeps_the_same_link(citizen: Citizen):
    citizen.fill(until="service-use")
    first = put_aside(citizen)
    citizen.send("service-use")
    assert put_aside(citizen) == first
    assert Saved.objects.count() == 1


def test_nothing_of_the_link_stands_in_the_database(citizen: Citizen):
    citizen.fill(until="service-use")
    token = put_aside(citizen).rstrip("/").rpartition("/")[2]
    row = Saved.objects.values().get()
    assert token not in str(row)
    assert len(row["token_hash"]) == 64


@pytest.mark.row("CM-16")
def test_the_link_is_mailed_and_leads_back(citizen: Citizen, mail: object, mailoutbox: list):
    citizen.fill(until="service-use")
    link = put_aside(citizen, email="amei@example.tw")
    assert Message.objects.get().params["service"] == "戶籍謄本"
    assert link.rstrip("/").rpartition("/")[2] not in str(list(Message.objects.values()))
    deliver(at=now())
    assert mailoutbox[0].to == ["amei@example.tw"]
    assert link in mailoutbox[0].body
    assert "戶籍謄本" in mailoutbox[0].subject
    citizen.fill()
    citizen.send("check")
    assert not Person.objects.filter(email="amei@example.tw", id_number="").exists()
    assert not Message.objects.filter(subject__startswith="forms.saved").exists()


def test_a_mailbox_that_is_none_is_said_at_its_place(citizen: Citizen, mail: object):
    citizen.fill(until="service-use")
    answer = citizen.client.post(LATER, {"email": "amei@"})
    assert (answer.status_code, answer.context["errors"][0]["key"]) == (422, "q-email")
    assert 'value="amei@"' in answer.content.decode()
    assert Saved.objects.count() == 0


def test_the_link_is_mailed_three_times_and_no_more(citizen: Citizen, mail: object):
    citizen.fill(until="service-use")
    for _time in range(3):
        put_aside(citizen, email="amei@example.tw")
    assert citizen.client.post(LATER, {"email": "amei@example.tw"}).status_code == 422


def test_who_tries_many_links_waits(citizen: Citizen):
    answers = [citizen.client.get(f"{HOME}resume/{'b' * 32}/").status_code for _time in range(21)]
    assert answers == [404] * 20 + [429]


def test_too_old_it_goes_with_its_files(citizen: Citizen, mail: object, settings: object):
    citizen.fill(until="service-papers")
    citizen.send("service-papers", id_card=photo())
    link = put_aside(citizen, email="amei@example.tw")
    soon, after = now() + timedelta(days=13), now() + timedelta(days=15)
    sweep(at=soon)
    assert (remove_ended(at=soon), File.objects.count()) == (0, 1)
    assert (remove_ended(at=after), File.objects.count(), Saved.objects.count(), Person.objects.count()) == (1, 0, 0, 0)
    assert citizen.client.get(link).status_code == 404


@pytest.mark.row("CM-20")
def test_it_ends_under_the_form_version_it_was_begun_with(citizen: Citizen):
    citizen.fill(until="service-use")
    link = put_aside(citizen)
    before = form(AGENCY, "transcript")
    newer = before.model_copy(update={"version": "next", "sections": before.sections[:1]})
    publish(form=newer, by=HOUSE, at=now())
    phone = Citizen(Client())
    phone.client.post(link)
    assert phone.read("service-use").status_code == 200
    phone.fill()
    number = phone.send("check").url.rstrip("/").rpartition("/")[2]
    case = Case.objects.get(number=number)
    assert (case.form_version, case.answers["purpose"]) == ("113", "school")
    other = Citizen(Client())
    other.typed.pop("service-use")
    assert Case.objects.get(number=other.apply()).form_version == "next"


def test_nul_typed_on_a_page_is_put_aside_without_a_fault(citizen: Citizen):
    citizen.fill(until="applicant-applicant")
    citizen.send("applicant-applicant", name="王\x00明", later="1")
    assert put_aside(citizen)


def test_without_the_notice_nothing_is_put_aside(citizen: Citizen):
    assert citizen.client.post(LATER).url == f"{TRANSCRIPT}apply/notice/"
    assert Saved.objects.count() == 0
