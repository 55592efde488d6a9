"""Examine a page in the browser: no violation of WCAG 2.2 AA, and nothing scrolls sideways.

Contrast, which takes longer than all other rules together, is examined on wide screens only: no style sheet colours
anything by width (tests/faces/ui/test_colours.py).
"""

from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe

OPTIONS: Final = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
LOOKS: Final = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]},
    "resultTypes": ["violations"],
}
"""What depends on how a page is laid out; all else follows from its elements, which are the same at every width."""
UNCOLOURED: Final = {**OPTIONS, "rules": {"color-contrast": {"enabled": False}}}
NARROW: Final = 600
AXE: Final = Axe().axe_script
FIND: Final = """options => axe.run(document, options).then(found =>
  found.violations.map(one => `${one.id} ${one.nodes.map(node => node.target.join(" ")).join(", ")}: ${one.help}`))"""


def audit(page: Any, *, looks_only: bool = False) -> None:
    """Fail with the rule and the selectors of every violation on the page as it stands once loaded."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = LOOKS if looks_only else UNCOLOURED if page.viewport_size["width"] < NARROW else OPTIONS
    assert page.evaluate(FIND, options) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def follow(page: Any, what: Any) -> None:
    """Click what leads to another page, and examine that page once it has come."""
    with page.expect_navigation():
        what.click()
    audit(page)
