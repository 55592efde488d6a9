import pytest


@pytest.mark.parametrize(
    ("number", "kind", "valid"),
    [
        ("A123456789", "national_id", True),
        ("Ａ123456789", "national_id", True),
        ("A123456788", "national_id", False),
        ("AB23456789", "ui_old", True),
        ("A800000014", "ui_new", True),
        ("04595252", "ubn", True),
        ("00501502", "ubn", False),
        ("A41000000G", "agency_code", True),
        ("089-381368", "phone", True),
        ("BN-1151122-000125", "receipt_number", True),
        ("/ABC+12.", "mobile_barcode", True),
        ("nonsense", "unknown", False),
    ],
)
def test_id_check_tells_kind_and_validity(answer, number, kind, valid):
    found = answer("id", "check", number)
    assert (found["kind"], found["valid"]) == (kind, valid)
    assert (found["why"] == "") == valid


def test_id_check_may_be_told_the_kind(answer):
    found = answer("id", "check", "0912345678", "--kind", "ubn")
    assert (found["kind"], found["valid"]) == ("ubn", False)


def test_id_check_says_why_not(command):
    done = command("id", "check", "A123456788", LANG="en_US.UTF-8")
    assert done.stdout.splitlines() == [
        "national_id A123456788: not valid",
        "The check digit does not fit the number. Compare every character with the card.",
    ]
