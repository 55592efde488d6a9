"""How long proofreading takes and how much memory, 10 to 1,000 pages: `python bench/proofread_bench.py [PAGES ...]`.

A page holds some 1,000 characters of prose and tables with checkable numbers, as annual reports do.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.quality.proofread.generator.documents import generate
from tests.quality.proofread.writers import WRITERS, write_text

PAGES = (10, 100, 300, 1000)
CHARACTERS = 1000
BOUND_SECONDS, BOUND_MEGABYTES = 10.0, 500
CHILD = """
import resource, sys, time
from pathlib import Path
from bianmin.quality.proofread.report import proofread
begun = time.perf_counter()
report = proofread(Path(sys.argv[1]))
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(report.claims))
"""


def pieces_of(pages: int) -> list:
    """Chapters of generated text until the pages are full."""
    pieces, size, seed = [], 0, 5000
    while size < pages * CHARACTERS:
        chapter = generate(seed, chapters=4).pieces
        pieces += chapter
        size += sum(len(cell) for piece in chapter for row in piece.rows for cell in row)
        seed += 1
    return pieces


def measured(path: Path) -> tuple[float, float, int]:
    """Seconds, megabytes and claims of one run in its own process."""
    done = subprocess.run([sys.executable, "-c", CHILD, str(path)], check=True, capture_output=True, text=True)
    seconds, megabytes, claims = done.stdout.split()
    return float(seconds), float(megabytes), int(claims)


def main(pages: list[int]) -> None:
    print(f"{'pages':>6} {'format':>6} {'seconds':>8} {'MB':>6} {'claims':>7} {'ms/page':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for count in pages:
            pieces = pieces_of(count)
            for kind in ("txt", "docx", "odt", "pdf") if count == 100 else ("txt",):
                path = Path(folder) / f"{count}.{kind}"
                WRITERS.get(kind, write_text)(pieces, path)
                seconds, megabytes, claims = measured(path)
                print(f"{count:6} {kind:>6} {seconds:8.2f} {megabytes:6.0f} {claims:7} {seconds / count * 1000:8.1f}")
                if count == 100:
                    met = seconds <= BOUND_SECONDS and megabytes <= BOUND_MEGABYTES
                    print(f"       bound {BOUND_SECONDS:.0f} s, {BOUND_MEGABYTES} MB: {'met' if met else 'NOT met'}")


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or list(PAGES))
