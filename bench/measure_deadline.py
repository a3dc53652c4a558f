"""Deadline races: bidders who write through the deadline of many needs, with the product's trigger and the wrong ways."""

import random
import threading
from collections.abc import Iterable
from time import sleep

import psycopg
from django.db import connection

from bench.many_needs import copies, take_bids
from bench.row import Row
from bidding.actions.bids.submit_bid import LATE
from bidding.models import Need, Notice
from bidding.models.bid_guard import LOCK_SPACE
from kernel import clock
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import bids
from tests.races.test_deadline import FREEZE, INSERT, take_the_triggers_lock_out

RACES, BIDDERS = 10_000, 8
HEAT, APART = 250, 0.01  # needs of one heat, and the seconds between their deadlines
WRONG_RACES = 1_000


def rows() -> Iterable[Row]:
    """Acknowledged bids that the frozen list lacks, and late ones; then the same without the lock."""
    field = Field()
    missing, late, taken = field.run(RACES, lock=True)
    note = f"{taken:,} acknowledged bids, {BIDDERS} bidders, a deadline every {APART * 1000:g} ms"
    yield Row(
        f"{RACES:,} deadline races: acknowledged and missing", missing, "bids", "0", missing == 0 and taken > RACES, note=note
    )
    yield Row(f"{RACES:,} deadline races: stamped late", late, "bids", "0", late == 0)
    take_the_triggers_lock_out()
    missing, late, taken = field.run(WRONG_RACES, lock=False)
    note = f"the control: {WRONG_RACES:,} races, {taken:,} acknowledged bids"
    yield Row("deadline races without the lock: missing", missing, "bids", "> 0", missing > 0, note=note)


class Field:
    """Needs that are opened anew for each heat (the trigger that keeps a need closed is off here), and their bidders."""

    def __init__(self) -> None:
        clock.set_to(WEDNESDAY)
        need = needs.an_open_need()
        self.agencies = [bids.agency_of(bids.a_bidder()).pk for _ in range(BIDDERS)]
        clock.set_to(None)
        at = connection.get_connection_params()
        self.where = {name: at[name] for name in ("dbname", "user", "password", "host", "port") if at.get(name)}
        self.need, self.notice = need, Notice.objects.get(need=need)

    def fresh(self, heat: str) -> dict[int, int]:
        """The open needs of a heat, each with its notice: the first closes in a moment and the others one after another."""
        number = f"'R-{heat}-' || n"
        copies(
            self.need,
            HEAT,
            number=number,
            published_at="clock_timestamp() - interval '9 days'",
            closes_at=f"now() + make_interval(secs => 0.5 + {APART} * n)",
        )
        copies(self.notice, HEAT, need_id=f"(SELECT id FROM bidding_need WHERE number = {number})")
        take_bids(Need.objects.filter(number__startswith=f"R-{heat}-"))
        made = Notice.objects.filter(need__number__startswith=f"R-{heat}-").order_by("need__closes_at")
        return dict(made.values_list("need_id", "id"))

    def run(self, races: int, *, lock: bool) -> tuple[int, int, int]:
        """Missing, late and acknowledged bids of so many races."""
        missing = late = taken = 0
        for heat in range(races // HEAT):
            gone, acknowledged = self.heat(self.fresh(f"{int(lock)}-{heat}"), heat, lock=lock)
            missing, taken = missing + gone, taken + acknowledged
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM bidding_bid b JOIN bidding_need n ON n.id = b.need_id WHERE b.at >= n.closes_at")
            late = cursor.fetchone()[0]
        return missing, late, taken

    def heat(self, notices: dict[int, int], heat: int, *, lock: bool) -> tuple[int, int]:
        """Every bidder writes into the needs that close next until it is refused; one closer freezes each list as soon as it may."""
        open_needs = list(notices)
        acknowledged: list[int] = []
        frozen: set[int] = set()
        closed: list[int] = []

        def bid(agency: int) -> None:
            chance, seq = random.Random(f"{heat}/{agency}"), 0
            with psycopg.connect(**self.where) as session:
                while left := open_needs[len(closed) :]:
                    need, seq = chance.choice(left[:2]), seq + 1
                    row = (need, notices[need], agency, seq, self.need.bids_keys, f"{heat}-{lock}-{agency}-{seq}")
                    try:
                        new = session.execute(INSERT, row).fetchone()[0]
                        sleep(chance.random() / 500)  # the rest of the transaction
                        session.commit()
                        acknowledged.append(new)
                    except psycopg.Error as refused:
                        session.rollback()
                        if refused.sqlstate != LATE:
                            raise

        def close() -> None:
            with psycopg.connect(**self.where) as session:
                for need in open_needs:
                    while True:
                        if lock:
                            session.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, need])
                        if session.execute(FREEZE, [need]).rowcount:
                            break
                        session.rollback()
                        sleep(0.0005)
                    found = session.execute("SELECT id FROM bidding_bid WHERE need_id = %s", [need]).fetchall()
                    frozen.update(row[0] for row in found)
                    session.commit()
                    closed.append(need)

        threads = [threading.Thread(target=bid, args=(agency,)) for agency in self.agencies]
        threads.append(threading.Thread(target=close))
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        return len(set(acknowledged) - frozen), len(acknowledged)
