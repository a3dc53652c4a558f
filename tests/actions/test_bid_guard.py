"""What the database itself holds bids to: each is of an agency and for a published notice of its need, and all three stay; sealed, it says nothing."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from agencies.models import Agency
from bidding.models import Bid, Need, Notice
from kernel import clock
from tests.makers import bids as make
from tests.makers.bidding import a_draft_need, an_open_need

pytestmark = pytest.mark.django_db


def put(need: Need, notice: Notice, bidder: Agency | None = None, **said: Any) -> Bid:
    """A row of the table, past every rule."""
    bidder = bidder or make.agency_of(make.a_bidder())
    row = {"need": need, "notice": notice, "agency": bidder, "seq": 1, "envelope_hash": "1", "at": clock.DATABASE_TIME}
    bid = Bid(**{**row, "envelope": {"tset": need.bids_keys}, **said})
    bid.save(force_insert=True)
    return bid


def refused(what: Any, *words: Any, match: str, **names: Any) -> None:
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        what(*words, **names)


def test_a_bid_is_for_the_notice_of_its_need_that_stands_and_for_its_keys(at_ten) -> None:
    need, other, draft = an_open_need(), an_open_need(), a_draft_need()
    refused(put, need, Notice.objects.get(need=other), match="overtaken")
    for keys in ({"tset": other.bids_keys}, {"tset": ""}, {"tset": None}, {}):
        refused(put, need, Notice.objects.get(need=need), match="overtaken", envelope=keys)
    refused(put, draft, Notice.objects.get(need=draft), match="late")
    refused(put, Need(pk=0), Notice(pk=0), match="there is no need 0")
    assert not Bid.objects.exists()
    put(need, Notice.objects.get(need=need))
    assert Bid.objects.get().need == need


def test_a_bid_is_of_an_agency_which_is_never_deleted(at_ten) -> None:
    need = an_open_need()
    notice = Notice.objects.get(need=need)
    refused(put, need, notice, Agency(pk=0), match="no agency 0")
    assert not Bid.objects.exists()
    bid = put(need, notice)
    agencies = Agency.objects.filter(pk=bid.agency_id)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        agencies._raw_delete(agencies.db)
    assert agencies.get() == bid.agency


def test_a_bid_never_moves_to_another_need(at_ten) -> None:
    need, other = an_open_need(), an_open_need()
    bid = put(need, Notice.objects.get(need=need))
    refused(Bid.objects.filter(pk=bid.pk).update, need=other, match="Cannot update")
    assert Bid.objects.get().need == need


def test_what_was_published_is_never_deleted_and_never_a_draft_again(at_ten) -> None:
    need, draft = an_open_need(), a_draft_need()
    notices = Notice.objects.filter(need=need)
    for what, names in (
        (lambda: notices._raw_delete(notices.db), {}),
        (notices.update, {"published_at": None}),
        (notices.update, {"need": draft}),
    ):
        refused(what, match="a notice that was published stays with its need", **names)
    needs = Need.objects.filter(pk=need.pk)
    refused(needs.update, match="never opens again", state="draft")
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        needs._raw_delete(needs.db)
    assert Notice.objects.get(need=need).published_at == need.published_at
    draft.notices.all().delete()
    draft.delete()
    assert Need.objects.get() == need


def test_a_bid_comes_sealed_and_says_nothing_until_it_is_opened_or_void(at_ten) -> None:
    need = an_open_need()
    said = {"plain": {"v": "bid/1"}, "opening": {"r": "00"}, "amount_fen": 1, "rate_bp": 0}
    for name, value in said.items():
        refused(put, need, Notice.objects.get(need=need), match="sealed_bid_says_nothing", **{name: value})
    bid = Bid.objects.filter(pk=put(need, Notice.objects.get(need=need)).pk)
    for name, value in said.items():
        refused(bid.update, **{name: value}, match="sealed_bid_says_nothing")
    refused(bid.update, state="void", match="void_bid_has_a_reason")
    assert bid.update(state="void", void_reason="schema") == bid.update(**said) == 1
