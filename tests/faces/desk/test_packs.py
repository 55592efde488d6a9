"""Packs: checked first, loaded all or none, compared and exported."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.foundation.packs.models import Loaded
from tests.people import AGENCY

pytestmark = pytest.mark.django_db
FORM = f"""kind: form
id: library-card
version: "1"
agency: {AGENCY}
source: demonstration
title: 借閱證
sections:
  - code: who
    title: 您是誰？
    fields:
      - {{code: name, type: name, label: 姓名, required: true}}
"""


@pytest.fixture
def admin(signed_in) -> Client:
    return signed_in("admin")


def file(text: str = FORM, name: str = "library-card.yaml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "application/yaml")


def test_an_empty_list_says_what_to_load_first(admin: Client):
    assert "請先載入機關與單位" in admin.get("/desk/packs/").content.decode()


def test_without_files_the_page_asks_for_them(admin: Client):
    answer = admin.post("/desk/packs/", {"step": "check"})
    assert answer.status_code == 422
    assert 'href="#q-files"' in answer.content.decode()


def test_a_check_loads_nothing_and_shows_the_difference(admin: Client):
    answer = admin.post("/desk/packs/", {"step": "check", "files": [file()]})
    assert "+id: library-card" in answer.content.decode()
    assert not Loaded.objects.exists()


def test_checked_files_are_loaded_without_choosing_them_again(admin: Client):
    checked = admin.post("/desk/packs/", {"step": "check", "files": [file()]})
    [(name, text)] = checked.context["carried"]
    page = admin.post("/desk/packs/", {"step": "load", "name": [name], "text": [text]}, follow=True)
    assert "已載入 1 個設定包。" in page.content.decode()
    assert Loaded.objects.get().text == FORM


def test_a_problem_names_file_line_and_key_and_loads_nothing(admin: Client):
    wrong = file(FORM.replace("required:", "requird:"), "wrong.yaml")
    answer = admin.post("/desk/packs/", {"step": "load", "files": [file(), wrong]})
    [problem] = answer.context["checked"].problems
    assert answer.status_code == 422
    assert (problem.file, problem.line, problem.key) == ("wrong.yaml", 11, "sections.0.fields.0.requird")
    assert "wrong.yaml" in answer.content.decode()
    assert not Loaded.objects.exists()


@pytest.mark.parametrize("text", ["\x00\x01", "kind: [", "- a\n- b\n", "kind: form\n<<: *x\n", "a: " + "[" * 40])
def test_hostile_files_get_a_sentence(admin: Client, text: str):
    answer = admin.post("/desk/packs/", {"step": "check", "files": [file(text)]})
    assert answer.status_code == 422
    assert len(answer.context["checked"].problems) == 1


def test_a_published_version_does_not_change(admin: Client):
    admin.post("/desk/packs/", {"step": "load", "files": [file()]})
    answer = admin.post("/desk/packs/", {"step": "load", "files": [file(FORM.replace("借閱證", "閱覽證"))]})
    assert answer.status_code == 422
    assert "library-card.yaml" in str(answer.context["errors"])


def test_packs_of_another_agency_are_refused(admin: Client):
    answer = admin.post("/desk/packs/", {"step": "load", "files": [file(FORM.replace(AGENCY, "376550000A"))]})
    assert answer.status_code == 422
    assert not Loaded.objects.exists()


def test_a_pack_is_exported_as_a_file(admin: Client):
    admin.post("/desk/packs/", {"step": "load", "files": [file()]})
    answer = admin.get(f"/desk/packs/form/library-card.yaml?agency={AGENCY}")
    assert answer.content.decode().startswith("kind: form")
    assert answer["Content-Disposition"] == 'attachment; filename="form-library-card.yaml"'


def test_what_is_not_loaded_is_not_exported(admin: Client):
    assert admin.get("/desk/packs/form/nothing.yaml").status_code == 404
    assert admin.get("/desk/packs/nonsense/nothing.yaml").status_code == 404


def test_an_officer_has_no_packs(signed_in):
    assert signed_in("officer").get("/desk/packs/").status_code == 403
