"""An agency puts a sealed bid into an open need, or a new one in place of the old."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, IntegrityError, transaction

from agencies.models import Agency
from agencies.reads import share_standing
from bidding import access, reads
from bidding.models import Bid, Notice, Plan, Venture
from bidding.models.bid_guard import BEHIND, LATE, OVERTAKEN
from bidding.reads import plan_files
from bidding.states import BidState
from kernel import clock
from kernel.actors import Actor
from kernel.prepared import PreparedInsert
from kernel.rulebook import refusals_logged
from ledger.in_order import WITH_ITS_FACT
from ledger.record import record, record_with_its_row
from sealing.envelope import Malformed, check_shape, envelope_hash
from sealing.plan import LOT, are_names

BODY = ("need_id", "notice_id", "agency_id", "seq", "envelope", "envelope_hash")
A_BID = PreparedInsert(Bid, *BODY, "at", giving=("id", "at"), within=WITH_ITS_FACT)


@refusals_logged
def submit_bid(*, actor: Actor, number: str, envelope: Any, plan: Any = None, files: Any = ()) -> Bid:
    """Take in a sealed bid; the platform sees an envelope and never an amount.

    The database stamps it under the need's lock and refuses it at the deadline or later. The same envelope sent twice
    gives the same bid and receipt; another envelope of the same agency takes the place of the one before.

    Args:
        actor: somebody who bids for an agency.
        number: the need's number.
        envelope: bid-seal/1, as the browser (or `sealing.envelope.seal`) made it.
        plan: the technical envelope, where experts score plans; the same sequence number stands on both.
        files: the SHA-256, sorted, of the ciphertexts that were handed in for the plan (`hand_in_file`).

    Raises:
        RulesBroken: with every rule that is broken; nothing has changed then.
    """
    try:
        return _submit(actor, number, envelope, plan, files)
    except IntegrityError:  # two at once from one agency: the second finds the first
        return _submit(actor, number, envelope, plan, files)
    except DatabaseError as refused:
        if (why := getattr(refused.__cause__, "sqlstate", None)) not in (LATE, BEHIND, OVERTAKEN):
            raise
        if why != OVERTAKEN:
            _refuse_by_the_clock(actor, number)
        if why == LATE:
            raise
        return _submit(actor, number, envelope, plan, files)  # the clock has caught up since, or a new version is read


@transaction.atomic
def _submit(actor: Actor, number: str, envelope: Any, plan: Any, files: Any) -> Bid:
    share_standing([actor.organisation_id] if actor.organisation_id else [])
    agency = access.agency_to_bid(actor)
    notice: Any = reads.notice_for_bidding(number, agency=agency.pk)
    venture = _venture_of(notice, agency)
    earlier = reads.bids_of(notice.need_id, agency.pk) if notice.last_seq else []
    name, fault = _name_and_fault(envelope, notice, agency, earlier)
    if not fault and (fault := _fault_of_plan(plan, envelope, notice, agency, earlier)):
        name = ""
    if not fault and all(bid.envelope_hash != name for bid in earlier):
        fault = _fault_of_files(files, plan, notice, agency)
    for bid in earlier:
        if bid.envelope_hash == name:
            return bid
    reads.check_submission(notice, agency, venture, fault=fault)
    replaced = next((bid for bid in earlier if bid.state == BidState.SEALED), None)
    if replaced is not None:
        reads.share_the_lock(notice.need_id)
        replaced.replace(at=clock.now())
        replaced.save()
        record(actor, "bid.replaced", _named(replaced, agency, number), at=replaced.left_at)
    bid = Bid(need=notice.need, notice=notice, agency=agency, seq=envelope["seq"], envelope=envelope, envelope_hash=name)
    body = {**_named(bid, agency, number), "version": notice.version, "seq": bid.seq}
    body |= {name: envelope[name] for name in ("pc", "tset")}
    if venture is not None:
        body["venture"] = venture.agreement
    if plan is not None:
        body["plan"] = {"envelope": envelope_hash(plan), "c": plan["c"], **({"files": files} if files else {})}
    row = {name: getattr(bid, name) for name in BODY}
    # The trigger takes the lock, stamps `at`, refuses the late.
    bid.pk, bid.at = record_with_its_row(actor, "bid.sealed", body, A_BID, **row, at=notice.asked_at)
    if plan is not None:
        kept = Plan.objects.create(bid=bid, envelope=plan, envelope_hash=envelope_hash(plan), handed_in=files or [])
        plan_files.held(notice.need_id, agency.pk, kept.handed_in).update(plan=kept)
    return bid


def _venture_of(notice: Notice, agency: Agency) -> Venture | None:
    """The joint venture for which the bid comes; its agreement (the need's lock, shared) and what its parties stand for stay as they are from here on."""
    if not notice.admits_ventures:
        return None

    def parties() -> set[int]:
        found = reads.venture_before(notice, agency)
        return {party.agency.organisation_id for party in found.parties.all()} if found else set()

    reads.lock_holding(parties, lambda: reads.share_the_lock(notice.need_id))
    return reads.venture_before(notice, agency)


def _name_and_fault(envelope: Any, notice: Notice, agency: Agency, earlier: list[Bid]) -> tuple[str, str]:
    """The envelope's hash, or "" and why it can't be taken in."""
    try:
        check_shape(envelope, need=notice.need.number, bidder=agency.organisation.uscc, trustees=notice.need.trustees)
    except Malformed as malformed:
        return "", malformed.sentence
    name = envelope_hash(envelope)
    if earlier and envelope["seq"] <= earlier[0].seq and all(bid.envelope_hash != name for bid in earlier):
        return "", f"序号 {envelope['seq']} 已用过，请用 {earlier[0].seq + 1} 重新密封。"
    return name, ""


def _fault_of_plan(plan: Any, envelope: Any, notice: Notice, agency: Agency, earlier: list[Bid]) -> str:
    """Why the technical envelope can't be taken in, or "": none where none is wanted, else one sealed for its own keys."""
    if not notice.need.has_plans:
        return "本需求不收方案信封。" if plan is not None else ""
    try:
        lot = notice.need.trustees["lots"][LOT]
        check_shape(plan, need=notice.need.number, bidder=agency.organisation.uscc, trustees=lot, lot=LOT)
    except Malformed as malformed:
        return f"方案{malformed.sentence}"
    if plan["seq"] != envelope["seq"]:
        return "方案信封和报价信封的序号不同，请重新密封。"
    same = next((bid for bid in earlier if bid.envelope_hash == envelope_hash(envelope)), None)
    sealed = envelope_hash(plan)
    if same is not None:
        return "" if same.plan.envelope_hash == sealed else "同一报价信封配了另一份方案，请重新密封。"
    return "这份方案信封已用过，请重新密封。" if Plan.objects.filter(envelope_hash=sealed).exists() else ""


def _fault_of_files(files: Any, plan: Any, notice: Notice, agency: Agency) -> str:
    """Why a plan can't be taken in with these ciphertexts, or "": each was handed in before and is held, from here on for this bid."""
    if files and (plan is None or not are_names(files)):
        return "方案文件的清单不对，请重新选择文件再密封。"
    if files:
        reads.share_the_lock(notice.need_id)  # before the files, as docs/locking.md orders it: the trigger takes it again
    if files and len(plan_files.lock_files(notice.need_id, agency.pk, files)) < len(files):
        return "方案文件没有收全，请重新选择文件再密封。"
    return ""


def _named(bid: Bid, agency: Agency, number: str) -> dict[str, Any]:
    return {"need": number, "bidder": agency.organisation.uscc, "bid": bid.envelope_hash}


def _refuse_by_the_clock(actor: Actor, number: str) -> None:
    """The database has refused: say it with the rule, judged anew by its clock."""
    notice, agency = reads.notice_for_bidding(number), access.agency_to_bid(actor)
    reads.check_submission(notice, agency, reads.venture_before(notice, agency))
