"""Files that others read by machine or by habit: licence, publiccode.yml, changelog, the index of reasons, links."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PUBLIC = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
KINDS_OF_CHANGE = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Upgrading"}
MANDATORY = {
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal",
    "maintenance", "localisation",
}  # fmt: skip


def test_publiccode_has_every_mandatory_key():
    assert MANDATORY - set(PUBLIC) == set()
    assert PUBLIC["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert PUBLIC["softwareType"] == "standalone/web"
    assert PUBLIC["localisation"]["localisationReady"] is True


CATEGORIES = {
    "appointment-scheduling",
    "business-process-management",
    "call-center-management",
    "customer-service-and-support",
    "data-collection",
    "document-management",
    "feedback-and-reviews-management",
    "survey",
    "workflow-management",
}
SCOPES = {"government", "local-authorities", "society"}


def test_publiccode_uses_the_words_of_its_standard_and_invents_no_address():
    assert set(PUBLIC["categories"]) <= CATEGORIES
    assert set(PUBLIC["intendedAudience"]["scope"]) <= SCOPES
    assert PUBLIC["intendedAudience"]["countries"] == ["tw"]
    assert re.fullmatch(r"https://example\.org/.+|https://(?!example)\S+", PUBLIC["url"])
    assert not {"landingURL", "logo", "roadmap", "usedBy"} & set(PUBLIC)


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_publiccode_describes_in_both_languages_within_its_limits(language):
    text = PUBLIC["description"][language]
    assert 0 < len(text["shortDescription"]) <= 150
    assert 150 <= len(text["longDescription"]) <= 10_000
    assert 5 <= len(text["features"]) <= 20
    assert language in PUBLIC["localisation"]["availableLanguages"]


def test_the_chinese_description_has_no_gaps_from_folded_lines():
    assert re.search(r"[，。；、：] ", PUBLIC["description"]["zh-Hant"]["longDescription"]) is None


def test_publiccode_names_contacts_where_somebody_maintains():
    maintenance = PUBLIC["maintenance"]
    assert maintenance["type"] == "none" or all(contact["name"] for contact in maintenance["contacts"])


def test_publiccode_and_the_project_agree():
    released = re.findall(r"^## \[(\d[^]]*)\]", CHANGELOG, re.MULTILINE)
    assert PUBLIC.get("softwareVersion") == (released[0] if released else None)
    assert PUBLIC["legal"]["license"] == PROJECT["license"] == "EUPL-1.2"


def test_the_licence_is_the_whole_text_of_the_eupl():
    words = re.sub(r"\W+", " ", (ROOT / "LICENSE").read_text("utf-8")).split()
    assert hashlib.sha256(" ".join(words).encode()).hexdigest() == (
        "8a14e695861d7e6dc2158614896f2b9963941d46e4ed3c986639b51e9337294a"
    )


def test_the_changelog_begins_with_what_is_unreleased():
    releases = re.findall(r"^## \[([^]]+)\](?: - \d{4}-\d{2}-\d{2})?$", CHANGELOG, re.MULTILINE)
    assert releases[0] == "Unreleased"
    assert len(releases) == CHANGELOG.count("\n## ")


def test_the_changelog_sorts_changes_by_kind():
    assert set(re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE)) <= KINDS_OF_CHANGE


def test_every_reason_is_in_the_index():
    folder = ROOT / "docs" / "reasons"
    index = (folder / "README.md").read_text("utf-8")
    assert [page.name for page in folder.glob("*.md") if page.name != "README.md" and page.name not in index] == []


def test_links_between_documents_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    ]
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []
