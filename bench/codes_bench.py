"""Whether the time an answer takes tells anything about a query code: `python -m bench.codes_bench`.

Compares, in turns, a right code, wrong codes that begin like it, and a number that is not there. A difference
of the medians far below what a network shows (a microsecond or so) tells nobody anything.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bianmin.config.settings_test")

import django

django.setup()

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.codes import derive, hashed, opens, secrets

ROUNDS = 4000
BOUND_US = 5.0
AGENCY, NUMBER = "376550300A", "TTBN-1140305-000016"


def case() -> tuple[Case, str]:
    """A case that is stored nowhere, and its code."""
    secret = next(secrets())
    code = derive(AGENCY, NUMBER, "a-key-of-a-bench-000001", secret)
    return Case(agency=AGENCY, number=NUMBER, query_hash=hashed(AGENCY, NUMBER, code, secret)), code


def ways(known: Case, code: str) -> dict[str, Callable[[], bool]]:
    """What is tried: the code begun rightly for so many signs, and a number that is not there."""
    found: dict[str, Callable[[], bool]] = {"no such number": lambda: opens(None, AGENCY, NUMBER, code)}
    for right in (0, 1, 4, 7, len(code)):
        tried = code[:right] + "".join("A" if sign != "A" else "B" for sign in code[right:])
        found[f"{right} signs right"] = lambda tried=tried: opens(known, AGENCY, NUMBER, tried)
    return found


def main() -> int:
    """Measure in turns, in an order drawn anew each round."""
    known, code = case()
    tried = ways(known, code)
    spent: dict[str, list[int]] = {name: [] for name in tried}
    chance = random.Random(1)
    for _round in range(ROUNDS):
        for name in chance.sample(sorted(tried), len(tried)):
            begun = time.perf_counter_ns()
            tried[name]()
            spent[name].append(time.perf_counter_ns() - begun)
    medians = {name: statistics.median(values) / 1000 for name, values in spent.items()}
    for name, median in medians.items():
        print(f"{name:16} median {median:7.2f} us")
    apart = max(medians.values()) - min(medians.values())
    print(f"{ROUNDS} rounds; the medians lie {apart:.2f} us apart (bound {BOUND_US} us)")
    return 1 if apart > BOUND_US else 0


if __name__ == "__main__":
    sys.exit(main())
