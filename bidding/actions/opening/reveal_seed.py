"""A bidder hands in the seed of its envelope, because too few keys came."""

from __future__ import annotations

import hashlib

from django.db import transaction

from bidding import access, reads
from bidding.models import Reveal
from bidding.rules.revealing import TO_REVEAL_A_SEED
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check, refusals_logged
from ledger.record import record


@refusals_logged
@transaction.atomic
def reveal_seed(*, actor: Actor, envelope_hash: str, seed: str) -> Reveal:
    """Take in the seed of one bid, or of its plan while the plans wait, until the second deadline; nothing is read before all can be.

    The record names who has revealed and the hash of the seed, so that it can't be changed for another; the seed itself is
    recorded with the opening. A second time is the same as once.

    Args:
        actor: somebody who bids for the agency.
        envelope_hash: the bid.
        seed: base64url, as in the seed file.

    Raises:
        RulesBroken: too early, too late, for another bid, or with a seed that is not the envelope's.
    """
    need = reads.lock_need(access.bid_to_handle(actor, envelope_hash).need.number)
    bid = access.bid_to_handle(actor, envelope_hash)  # as it stands now that the need is locked
    at = clock.now()
    check(TO_REVEAL_A_SEED, reads.reveal_facts(need, bid, seed=seed.strip(), at=at), on=need.law_day or clock.day_of(at))
    lot = reads.awaited_lot(need)
    reveal, is_new = Reveal.objects.get_or_create(bid=bid, lot=lot, defaults={"seed": seed.strip(), "at": at})
    if is_new:
        digest = hashlib.sha256(reveal.seed.encode()).hexdigest()
        body = {"need": need.number, "bidder": bid.agency.organisation.uscc, "bid": envelope_hash, "seed_sha256": digest}
        body |= {"plan": bid.plan.envelope_hash} if lot else {}
        record(actor, "plan.revealed" if lot else "bid.revealed", body, at=at)
    return reveal
