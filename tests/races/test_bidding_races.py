"""Bids against the closing, and award against award. Each race is run the right way, and the wrong way goes wrong."""

import random
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, connections

from bidding import due
from bidding.actions.awards.award_need import award_need
from bidding.actions.bids.submit_bid import submit_bid
from bidding.models import Award, Bid, Need
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from tests.makers import bidding as needs
from tests.makers import bids as make

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> None:
    """Run all at once, each in its own thread and connection."""

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def a_need_that_closes_in(seconds: float) -> Need:
    """A need whose deadline comes by real time, for a race that lasts as long."""
    clock.set_to(None)
    need = needs.an_open_need()
    closes_at = clock.now() + timedelta(seconds=seconds)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bidding_need SET closes_at = %s WHERE id = %s", [closes_at, need.pk])
        cursor.execute("UPDATE bidding_notice SET closes_at = %s WHERE need_id = %s", [closes_at, need.pk])
    return Need.objects.get(pk=need.pk)


def test_no_acknowledged_bid_is_missing_from_the_frozen_list_and_none_is_late() -> None:
    need = a_need_that_closes_in(2.5)
    bidders = [make.a_bidder() for _ in range(6)]
    envelopes = {b.uscc: [make.an_envelope(need, b, seq=n) for n in range(1, 120)] for b in bidders}
    need = Need.objects.get(pk=need.pk)
    with connection.cursor() as cursor:  # sealing took its time: the deadline is set when everybody is ready
        closes_at = clock.now() + timedelta(seconds=1.2)
        cursor.execute("UPDATE bidding_need SET closes_at = %s WHERE id = %s", [closes_at, need.pk])
    acknowledged: dict[str, str] = {}
    refused: list[str] = []

    def bid(actor) -> None:
        for envelope in envelopes[actor.uscc]:
            try:
                acknowledged[actor.uscc] = submit_bid(actor=actor, number=need.number, envelope=envelope).envelope_hash
            except RulesBroken as late:
                refused.extend(late.names)
                return

    frozen: list[int] = []

    def close() -> None:
        while not frozen:
            if due.close_due():
                frozen.append(1)
            time.sleep(0.002)

    together(close, *(lambda b=b: bid(b) for b in bidders))
    need.refresh_from_db()
    assert need.state == "closed"
    assert set(refused) <= {"bidding.bid_arrives_before_closing"}
    assert len(acknowledged) == len(bidders)
    standing = dict(need.bids.filter(state="sealed").values_list("agency__organisation__uscc", "envelope_hash"))
    assert standing == acknowledged
    assert not Bid.objects.filter(need=need, at__gte=closes_at).exists()


def test_without_the_lock_an_acknowledged_bid_is_missing() -> None:
    """The negative control: the same race on plain tables, where the closer does not wait for those who are writing."""
    lost = 0
    settings = connection.settings_dict
    dsn = psycopg.conninfo.make_conninfo(
        "",
        dbname=settings["NAME"],
        user=settings["USER"],
        host=settings["HOST"],
        port=settings["PORT"] or None,
        password=settings["PASSWORD"] or None,
    )
    with psycopg.connect(dsn, autocommit=True) as setup:
        setup.execute("CREATE TABLE IF NOT EXISTS race_bid (id bigserial PRIMARY KEY, round int)")
        for round_ in range(8):
            deadline = setup.execute("SELECT clock_timestamp() + interval '0.15 seconds'").fetchone()[0]
            acked: list[int] = []
            opened: set[int] = set()

            def write(seed: int, round_: int = round_, deadline=deadline, acked=acked) -> None:
                chance = random.Random(seed)
                with psycopg.connect(dsn) as own:
                    while True:
                        row = own.execute(
                            "INSERT INTO race_bid (round) SELECT %s WHERE clock_timestamp() < %s RETURNING id", [round_, deadline]
                        ).fetchone()
                        if row is None:
                            return
                        time.sleep(chance.random() * 0.01)  # the rest of the transaction
                        own.commit()
                        acked.append(row[0])

            def freeze(round_: int = round_, deadline=deadline, opened=opened) -> None:
                with psycopg.connect(dsn, autocommit=True) as own:
                    while not own.execute("SELECT clock_timestamp() >= %s", [deadline]).fetchone()[0]:
                        time.sleep(0.0005)
                    opened.update(r[0] for r in own.execute("SELECT id FROM race_bid WHERE round = %s", [round_]).fetchall())

            together(freeze, *(lambda k=k: write(k) for k in range(12)))
            lost += len(set(acked) - opened)
            if lost:
                break
        setup.execute("DROP TABLE race_bid")
    assert lost > 0


def test_two_awards_at_once_make_one(at_ten) -> None:
    need = make.a_decided_need()
    clock.set_to(need.publicity_ends_at)
    outcomes: list[str] = []

    def award() -> None:
        try:
            award_need(actor=SCHEDULER, number=need.number)
            outcomes.append("made")
        except RulesBroken:
            outcomes.append("refused")

    together(*[award] * 6)
    assert sorted(outcomes) == ["made", *["refused"] * 5]
    assert Award.objects.filter(need=need).count() == 1


def test_without_lock_and_constraint_two_awards_are_made() -> None:
    """The negative control: look first, then insert, on a table that allows it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE race_award (need int)")
    barrier = threading.Barrier(6)

    def award() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM race_award WHERE need = 1")
            free = cursor.fetchone()[0] == 0
            barrier.wait()
            if free:
                cursor.execute("INSERT INTO race_award VALUES (1)")

    together(*[award] * 6)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM race_award")
        assert cursor.fetchone()[0] > 1


def test_one_envelope_sent_many_times_at_once_is_one_bid(at_ten) -> None:
    need, agency = needs.an_open_need(), make.a_bidder()
    envelope = make.an_envelope(need, agency)
    receipts: list[str] = []
    together(*[lambda: receipts.append(str(submit_bid(actor=agency, number=need.number, envelope=envelope).pk))] * 6)
    assert len(receipts) == 6
    assert set(receipts) == {str(Bid.objects.get().pk)}
