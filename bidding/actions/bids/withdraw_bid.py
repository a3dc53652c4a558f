"""An agency takes its bid back before the deadline."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Bid
from bidding.rules.submission import TO_WITHDRAW_A_BID, WithdrawalFacts
from bidding.states import BidState, NeedState
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def withdraw_bid(*, actor: Actor, envelope_hash: str) -> Bid:
    """Take a sealed bid back; nobody has read it and nobody will. A bid that was taken back already stays so.

    Raises:
        RulesBroken: at the deadline or later, by the database's clock under the need's lock.
    """
    bid = access.bid_to_handle(actor, envelope_hash)
    reads.share_the_lock(bid.need_id)
    bid = reads.lock_bid(bid.pk)
    if bid.state == BidState.WITHDRAWN:
        return bid
    at = clock.now()
    need = bid.need
    assert need.closes_at is not None
    is_open = need.state == NeedState.OPEN and bid.state == BidState.SEALED
    check(TO_WITHDRAW_A_BID, WithdrawalFacts(is_open, at, need.closes_at), on=clock.day_of(at))
    bid.withdraw(at=at)
    bid.save()
    body = {"need": need.number, "bidder": bid.agency.organisation.uscc, "bid": bid.envelope_hash}
    record(actor, "bid.withdrawn", body, at=at)
    return bid
