"""A reader who comes back to an address that only takes a form reads the page the form stands on."""

import pytest
from django.test import Client

from bianmin.faces.ui.upward import page_above

READS = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


def test_a_reader_is_led_up_and_nobody_else(signed_in):
    officer = signed_in("officer")
    assert officer.get("/desk/voice/try/", headers=READS).url == "/desk/voice/"
    assert officer.get("/desk/cases/TTBN-1/mandates/7/revoke/", headers=READS).url == "/desk/cases/TTBN-1/mandates/"
    assert officer.get("/desk/voice/try/").status_code == 405
    assert officer.head("/desk/voice/try/", headers=READS).status_code == 405
    assert officer.get("/desk/partners/7/end/", headers=READS).status_code == 403
    public = Client()
    assert public.get("/ttbn/group/leave/", headers=READS).url == "/ttbn/group/"
    assert public.get("/language/", headers=READS).url == "/"
    assert public.get("/desk/voice/try/", headers=READS).url.startswith("/accounts/login/")
    assert public.get("/api/v1/status", headers=READS).status_code == 405


@pytest.mark.parametrize(
    ("path", "above"),
    [("/desk/payments/bills/X/pay/", "/desk/payments/bills/X/"), ("/desk/nothing/at/all/", "/desk/"), ("/x", "/")],
)
def test_the_nearest_page_above_is_found(path: str, above: str):
    assert page_above(path) == above
