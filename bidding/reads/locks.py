"""Locks on needs, in the order of docs/locking.md: the advisory lock of the need first, then its row."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction

from agencies.reads import share_standing
from bidding.models import Bid, Expert, Need, Seat
from bidding.models.bid_guard import LOCK_SPACE
from bidding.states import BidState
from kernel.access import NotFound


def lock_holding[T](concerned: Callable[[], set[int]], lock: Callable[[], T]) -> T:
    """Take a lock while those organisations are held whom it concerns, who come before it in the order.

    Where more are found under the lock than were held, both are let go and taken anew, so that nothing is locked out of turn.
    """
    while True:
        with transaction.atomic():
            held = concerned()
            share_standing(held)
            locked = lock()
            if concerned() <= held:
                return locked
            transaction.set_rollback(True)


def lock_need(number: str) -> Need:
    """The need, its row locked.

    Raises:
        NotFound: if there is none.
    """
    need = Need.objects.select_for_update(of=("self",)).select_related("buyer", "region", "item").filter(number=number).first()
    if need is None:
        raise NotFound(number)
    return need


def lock_need_against_bids(number: str) -> Need:
    """The need with no bid arriving meanwhile: its advisory lock exclusively (bids take it shared), then its row.

    Raises:
        NotFound: if there is none.
    """
    pk = Need.objects.filter(number=number).values_list("pk", flat=True).first()
    if pk is None:
        raise NotFound(number)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, pk])
    return lock_need(number)


def lock_sealed_bids(need: Need) -> list[Bid]:
    """The sealed bids of a need, by primary key, their rows locked; call with the need locked against bids."""
    bids = Bid.objects.select_for_update(of=("self",)).select_related("agency__organisation")
    return list(bids.filter(need=need, state=BidState.SEALED).order_by("pk"))


def lock_bid(pk: int) -> Bid:
    """A bid with its need, its row locked; after the need's advisory lock, never before it."""
    return Bid.objects.select_for_update(of=("self",)).select_related("need", "agency__organisation").get(pk=pk)


def lock_expert(code: str) -> Expert:
    """An expert of the pool, the row locked.

    Raises:
        NotFound: if there is none.
    """
    expert = Expert.objects.select_for_update(of=("self",)).filter(code=code).first()
    if expert is None:
        raise NotFound(code)
    return expert


def lock_seats(need: Need) -> list[Seat]:
    """The seats of a need's panel in their order, their rows locked; call with the need's row locked."""
    seats = Seat.objects.select_for_update(of=("self",)).select_related("expert", "panel")
    return list(seats.filter(panel__need=need).order_by("pk"))
