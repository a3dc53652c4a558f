"""Files of plans: taken in as ciphertext, bound to their bid, dropped with it, read when the plan is opened, each with its outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from bidding import due
from bidding.actions.bids.drop_sealed_files import drop_sealed_files
from bidding.actions.bids.hand_in_file import hand_in_file
from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.bids.withdraw_bid import withdraw_bid
from bidding.actions.ventures.agree_to_venture import agree_to_venture
from bidding.actions.ventures.propose_venture import propose_venture
from bidding.models import Bid, Need, Plan, SealedFile
from bidding.reads import plan_files
from bidding.states import Method
from kernel import clock
from kernel.access import NotForYou
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from ledger.reads import recorded_facts
from sealing.plan import LARGEST_FILE, file_name_of
from tests.makers import bidding as needs
from tests.makers import experts, market
from tests.makers import plan_files as make
from tests.makers.bids import a_bidder, agency_of, reach_the_deadline
from tests.makers.ventures import a_venture, parts_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]
HOURS = timedelta(hours=6)


def a_need() -> Need:
    need, _ = experts.a_need_with_plans()
    return need


def a_need_for_ventures(**notice) -> Need:
    for _ in range(5):
        experts.an_expert()
    return needs.an_open_need(method=Method.QUALITY_AND_PRICE, admits_ventures=True, **notice)


def refused(need: Need, agency, cipher: bytes, name: str = "") -> tuple[str, ...]:
    """The rules that an upload breaks; nothing is stored of it."""
    before = SealedFile.objects.count(), Pending.objects.count()
    with pytest.raises(RulesBroken) as caught:
        hand_in_file(actor=agency, number=need.number, cipher=cipher, sha256=name or file_name_of(cipher))
    assert (SealedFile.objects.count(), Pending.objects.count()) == before
    return caught.value.names


def kept() -> set[str]:
    return set(SealedFile.objects.values_list("sha256", flat=True))


def test_what_is_stored_is_the_ciphertext_and_the_record_names_it_with_the_bid() -> None:
    need, agency, (cipher, line) = a_need(), a_bidder(), make.a_file()
    bid = make.a_bid_with_files(need, agency, (cipher, line))
    stored = SealedFile.objects.get()
    assert (bytes(stored.cipher), stored.size, stored.plan) == (cipher, len(cipher), bid.plan)
    sealed = recorded_facts("bid.sealed", need.number)[-1]
    assert sealed["plan"]["files"] == bid.plan.handed_in == [line["sha256"]]


def test_a_ciphertext_that_comes_twice_is_stored_once() -> None:
    need, agency, file = a_need(), a_bidder(), make.a_file()
    assert make.hand_in(need, agency, file) == make.hand_in(need, agency, file)
    assert SealedFile.objects.count() == 1


def test_too_large_empty_cut_short_and_changed_are_refused_by_name() -> None:
    need, agency = a_need(), a_bidder()
    assert refused(need, agency, bytes(LARGEST_FILE + 17)) == ("bidding.file_of_a_plan_has_a_fair_size",)
    assert refused(need, agency, bytes(16)) == ("bidding.file_of_a_plan_has_a_fair_size",)
    cipher, _ = make.a_file()
    for wrong in (cipher[:-1], cipher + b"\0"):
        assert refused(need, agency, wrong, file_name_of(cipher)) == ("bidding.file_of_a_plan_came_whole",)
    assert hand_in_file(
        actor=agency, number=need.number, cipher=bytes(LARGEST_FILE + 16), sha256=file_name_of(bytes(LARGEST_FILE + 16))
    )


def test_nobody_fills_the_store_with_what_never_becomes_a_bid() -> None:
    need, agency = a_need(), a_bidder()
    for number in range(30):
        cipher = bytes([number]) * 20
        hand_in_file(actor=agency, number=need.number, cipher=cipher, sha256=file_name_of(cipher))
    assert refused(need, agency, bytes(20) + b"more") == ("bidding.few_files_wait_for_their_bid",)
    make.hand_in(need, a_bidder(), make.a_file())


def test_files_are_taken_in_where_plans_are_before_the_deadline_from_who_may_bid() -> None:
    need, agency, (cipher, _) = a_need(), a_bidder(), make.a_file()
    assert refused(needs.an_open_need(), agency, cipher) == ("bidding.files_belong_to_a_plan",)
    with pytest.raises(NotForYou):
        hand_in_file(actor=market.a_firm(), number=need.number, cipher=cipher, sha256=file_name_of(cipher))
    reach_the_deadline(need)
    assert refused(need, agency, cipher) == ("bidding.bid_arrives_before_closing",)
    assert not SealedFile.objects.exists()


def test_files_of_a_joint_venture_are_taken_in_while_every_member_may_serve() -> None:
    need = a_need_for_ventures()
    lead, member, (cipher, _), (other, _) = a_bidder(), a_bidder(), make.a_file(), make.a_file()
    a_venture(need, lead, member)
    hand_in_file(actor=lead, number=need.number, cipher=cipher, sha256=file_name_of(cipher))
    row = agency_of(member)
    row.suspend(at=clock.now(), until=clock.now() + timedelta(days=90))
    row.save()
    assert refused(need, lead, other) == ("bidding.agency_is_able_to_serve",)
    assert kept() == {file_name_of(cipher)}


def test_a_lead_hands_in_files_where_a_member_brings_the_certificate() -> None:
    kind = "水土保持方案编制单位水平评价证书"
    need = a_need_for_ventures(certificate_kinds=[kind])
    lead, member, (cipher, _) = a_bidder(), a_bidder(certificate=kind), make.a_file()
    assert refused(need, lead, cipher) == ("bidding.certificates_last_through_the_service",)
    mine, theirs = parts_of(lead, member)
    venture = propose_venture(actor=lead, number=need.number, parts=[mine, replace(theirs, certificates=(kind,))])
    agree_to_venture(actor=member, agreement=venture.agreement)
    hand_in_file(actor=lead, number=need.number, cipher=cipher, sha256=file_name_of(cipher))
    assert kept() == {file_name_of(cipher)}


@pytest.mark.parametrize(
    ("names", "because"),
    [
        (["ab" * 32], "方案文件没有收全"),
        ("ab" * 32, "方案文件的清单不对"),
        (["AB" * 32], "方案文件的清单不对"),
        ([1], "方案文件的清单不对"),
        (["b" * 64, "a" * 64], "方案文件的清单不对"),
        (["a" * 64, "a" * 64], "方案文件的清单不对"),
        ([f"{n:064x}" for n in range(11)], "方案文件的清单不对"),
    ],
    ids=str,
)
def test_a_bid_comes_with_ciphertexts_that_are_held(names, because: str) -> None:
    need, agency = a_need(), a_bidder()
    with pytest.raises(RulesBroken) as caught:
        make.a_bid_with_files(need, agency, names=names)
    assert caught.value.names == ("bidding.envelope_is_sealed_for_this_need",)
    assert because in caught.value.broken[0].because
    assert not Plan.objects.filter(bid__agency__organisation__uscc=agency.uscc).exists()


def test_a_ciphertext_that_another_handed_in_is_not_ones_own() -> None:
    need, agency, other = a_need(), a_bidder(), a_bidder()
    names = make.hand_in(need, other, make.a_file())
    with pytest.raises(RulesBroken):
        make.a_bid_with_files(need, agency, names=names)
    assert not Bid.objects.filter(agency__organisation__uscc=agency.uscc).exists()


def test_the_same_envelopes_twice_are_one_bid_whatever_files_come_again() -> None:
    need, agency, file = a_need(), a_bidder(), make.a_file()
    bid = make.a_bid_with_files(need, agency, file)
    again = submit_bid(actor=agency, number=need.number, envelope=bid.envelope, plan=bid.plan.envelope, files=[])
    assert again == bid
    assert Plan.objects.get(bid=bid).handed_in == [file[1]["sha256"]]


def test_a_ciphertext_without_a_bid_is_dropped_after_six_hours_and_not_before() -> None:
    need, agency = a_need(), a_bidder()
    make.hand_in(need, agency, make.a_file())
    clock.forward(HOURS)
    assert due.drop_files_due() == 0
    clock.forward(timedelta(microseconds=1))
    assert due.drop_files_due() == 1
    assert not SealedFile.objects.exists()


def test_a_bid_that_is_taken_back_takes_its_files_along() -> None:
    need, agency = a_need(), a_bidder()
    bid = make.a_bid_with_files(need, agency, make.a_file())
    clock.forward(HOURS * 2)
    assert due.drop_files_due() == 0, "what a standing bid names stays"
    withdraw_bid(actor=agency, envelope_hash=bid.envelope_hash)
    assert due.drop_files_due() == 1


def test_a_new_bid_keeps_the_files_that_it_names_again_and_the_others_are_dropped() -> None:
    need, agency = a_need(), a_bidder()
    same, old, new = make.a_file(), make.a_file(), make.a_file()
    make.a_bid_with_files(need, agency, same, old)
    make.a_bid_with_files(need, agency, same, new, seq=2)
    assert due.drop_files_due() == 1
    assert kept() == {same[1]["sha256"], new[1]["sha256"]}


def test_the_clock_alone_drops() -> None:
    with pytest.raises(NotForYou):
        drop_sealed_files(actor=a_bidder())


def test_a_stored_ciphertext_never_changes_not_even_in_the_database() -> None:
    make.hand_in(a_need(), a_bidder(), make.a_file())
    with pytest.raises(DatabaseError, match="a ciphertext never changes"), connection.cursor() as cursor:
        cursor.execute("UPDATE bidding_sealedfile SET cipher = 'x'")


def test_when_the_plans_are_opened_each_file_is_read_and_its_outcome_is_on_the_record() -> None:
    file = make.a_file()
    need, agency = make.a_need_whose_plans_have_files(file)
    plan = Plan.objects.get(bid__agency__organisation__uscc=agency.uscc)
    assert plan_files.read_file(plan, plan.plain["files"][0]) == ("read", make.PDF)
    told = {fact["bidder"]: fact.get("files") for fact in recorded_facts("plan.opened", need.number)}
    assert told.pop(agency.uscc) == plan.outcomes == [{"sha256": file[1]["sha256"], "outcome": "read"}]
    assert set(told.values()) == {None}


def test_an_opened_plan_keeps_its_files() -> None:
    make.a_need_whose_plans_have_files()
    clock.forward(HOURS * 2)
    assert due.drop_files_due() == 0


def test_a_price_that_is_changed_alone_needs_no_file_sent_again() -> None:
    need, agency, file = a_need(), a_bidder(), make.a_file()
    make.a_bid_with_files(need, agency, file)
    make.a_bid_with_files(need, agency, file, names=[file[1]["sha256"]], seq=2)
    experts.a_bid_with_its_plan(need, a_bidder())
    experts.closed_and_drawn(need)
    plan = Plan.objects.get(bid__seq=2)
    assert [each["outcome"] for each in plan.outcomes] == ["read"]
