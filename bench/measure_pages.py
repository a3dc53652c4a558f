"""Pages: few queries whatever the number of rows, light HTML, light CSS, a list that stays fast."""

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.many_needs import multiply
from bench.row import Row
from bidding.models import Need
from search.engines.postgres import PostgresEngine
from search.follow import rebuild
from tests.makers import bids, search
from tests.makers.bidding import an_open_need

MOST_QUERIES = 12
MOST_HTML = 40_000
MOST_CSS = 25_000
SLOWER_AT_MOST = 1.3
FEW, MANY = 1_000, 100_000
TIMES = 25
STATIC = Path(__file__).resolve().parent.parent / "web" / "static" / "web"


def rows() -> Iterable[Row]:
    """Each promise about pages."""
    yield css()
    need = an_open_need()
    agencies = [search.an_agency_offering("示例机构一号", ("B02", "水土保持方案编制"))]
    pages = {"need": f"/needs/{need.number}/", "needs": "/needs/", "directory": "/agencies/"}
    rebuild(PostgresEngine())  # the directory shows search documents, which follow the trade in the worker
    few = {name: queries(path) for name, path in pages.items()}
    for n in range(19):
        bids.a_sealed_bid(need, bids.a_bidder(f"示例投标机构{n}"), 80_000 + n)
        agencies.append(search.an_agency_offering(f"示例机构{n}", ("B02", "水土保持方案编制")))
    for _ in range(19):
        an_open_need()
    assert rebuild(PostgresEngine()) >= len(agencies)
    shown = Client().get(pages["directory"]).content.decode().count('href="/agencies/9')
    assert shown >= 20, f"the directory shows {shown} agencies"
    for name, path in pages.items():
        more = queries(path)
        yield Row(
            f"queries of the {name} page at 20 rows",
            more,
            "queries",
            f"≤ {MOST_QUERIES}",
            more <= MOST_QUERIES,
            few[name],
            "baseline: 1 row",
        )
        weight = len(Client().get(path).content)
        yield Row(f"HTML of the {name} page", weight, "bytes", f"≤ {MOST_HTML}", weight <= MOST_HTML)
    yield flat_list(need)


def css() -> Row:
    """The style sheets, compressed."""
    weight = sum(len(gzip.compress(sheet.read_bytes())) for sheet in STATIC.glob("*.css"))
    return Row("CSS, gzipped", weight, "bytes", f"≤ {MOST_CSS}", weight <= MOST_CSS)


def queries(path: str) -> int:
    """How many queries a page takes, warm."""
    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return len(captured)


def flat_list(need: Need) -> Row:
    """The list of needs with a thousand and with a hundred thousand."""
    multiply(need, FEW)
    few = timed(lambda: Client().get("/needs/"))
    multiply(need, MANY)
    many = timed(lambda: Client().get("/needs/"))
    ok = many / few <= SLOWER_AT_MOST
    return Row(f"need list at {MANY:,} needs", many, "ms", f"≤ {SLOWER_AT_MOST}×", ok, few, f"baseline: {FEW:,} needs")


def timed(call: Callable[[], object]) -> float:
    """The median time of a call in milliseconds, warm."""
    call()
    times = []
    for _ in range(TIMES):
        start = perf_counter()
        call()
        times.append((perf_counter() - start) * 1000)
    return median(times)
