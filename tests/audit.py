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
UNCOLOURED: Final = {**OPTIONS, "rules": {"color-contrast": {"enabled": False}}}
NARROW: Final = 600
AXE: Final = Axe().axe_script
FIND: Final = """([where, options]) => axe.run(where || document, options).then(found =>
  found.violations.map(one => `${one.id} ${one.nodes.map(node => node.target.join(" ")).join(", ")}: ${one.help}`))"""
CONTRAST: Final = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
FRAME: Final = """() => {
  const around = document.documentElement.cloneNode(true);
  around.querySelectorAll("main, head > :not(link), input[type=hidden]").forEach(part => part.remove());
  return [around.outerHTML, document.querySelectorAll("main").length];
}"""
KNOWN: Final[set[tuple[str, int, str]]] = set()
"""What stood around pages whose contrast was examined already, with the width and the colours it was shown in."""


def audit(page: Any) -> None:
    """Fail with the rule and the selectors of every violation on the page as it stands once loaded.

    Of a page with the same head and foot as one before, only the contrast of what stands between is examined.
    """
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    width = page.viewport_size["width"]
    if width < NARROW:
        found = page.evaluate(FIND, [None, UNCOLOURED])
    else:
        around, mains = page.evaluate(FRAME)
        colours = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'")
        frame = (around, width, colours)
        if frame in KNOWN and mains:
            found = page.evaluate(FIND, [None, UNCOLOURED]) + page.evaluate(FIND, ["main", CONTRAST])
        else:
            found = page.evaluate(FIND, [None, OPTIONS])
            KNOWN.add(frame)
    assert found == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def follow(page: Any, what: Any) -> None:
    """Click what leads to another page, and examine that page once it has come."""
    with page.expect_navigation():
        what.click()
    audit(page)
