"""Questions asked of the tables of contracts; the only home of their locks (docs/locking.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from agencies.reads import ties_to
from bidding.models import Award, Notice
from contracts.models import Change, Contract, Delivery, DeliveryFile, Member
from contracts.states import ChangeState, ContractState
from market.models import Organisation
from market.reads import supervisor_of
from market.states import OrganisationKind

PREFIX = "ZX-HT"
_NUMBERING = 1002  # the space of the advisory lock under which the next number is found
RUNNING = (ContractState.SIGNED, ContractState.DELIVERED, ContractState.RETURNED)
TO_BE_DELIVERED = (ContractState.SIGNED, ContractState.RETURNED)
PUBLIC = (
    ContractState.SIGNED,
    ContractState.DELIVERED,
    ContractState.RETURNED,
    ContractState.ACCEPTED,
    ContractState.COMPLETED,
    ContractState.TERMINATED,
)
_WITH = ("need__region__parent", "buyer__region", "agency__organisation", "award__bid__notice", "award__need__item")
_MEMBERS = Prefetch("members", Member.objects.select_related("agency__organisation").order_by("place"))


def contracts() -> QuerySet[Contract]:
    """Contracts with all who sign and their need, the newest first."""
    return Contract.objects.select_related(*_WITH).prefetch_related(_MEMBERS).order_by("-created_at", "-pk")


def contract_by_number(number: str) -> Contract | None:
    """One contract with everything that its page shows."""
    return contracts().filter(number=number).first()


def signed_as_member(organisation_id: int) -> QuerySet[Member, Any]:
    """The contracts that an organisation signs as a member of a joint venture, for a subquery."""
    return Member.objects.filter(agency__organisation_id=organisation_id).values("contract")


def member_row(contract: Contract, organisation_id: int) -> Member:
    """A member's signature under a locked contract."""
    return next(each for each in contract.members.all() if each.agency.organisation_id == organisation_id)


def lock_contract(number: str) -> Contract | None:
    """The contract, held until the transaction ends."""
    return contracts().select_for_update(of=("self",)).filter(number=number).first()


def lock_change(contract: Contract) -> Change | None:
    """The change of a locked contract that waits for an answer."""
    return Change.objects.select_for_update().filter(contract=contract, state=ChangeState.PROPOSED).first()


def open_change(contract: Contract) -> Change | None:
    """The change that waits for an answer."""
    return contract.changes.filter(state=ChangeState.PROPOSED).first()


def latest_delivery(contract: Contract) -> Delivery | None:
    """The last handing-over."""
    return contract.deliveries.order_by("-round").first()


def award_of(award_id: int) -> Award:
    """The award from which a contract is drawn, with its need, buyer, bid and agency; held until the transaction ends."""
    return (
        Award.objects.select_for_update(of=("self",))
        .select_related("need__buyer__region", "need__item__approval", "bid__notice", "agency__organisation")
        .get(pk=award_id)
    )


def notice_of(contract: Contract) -> Notice:
    """The notice version for which the winner bid."""
    return contract.award.notice


def contract_of_award(award_id: int) -> Contract | None:
    """The contract of an award, if it is drawn up already."""
    return contracts().filter(award_id=award_id).first()


def next_number(day: date) -> str:
    """The next contract number of the year. Two that ask at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_NUMBERING, day.year])
    stem = f"{PREFIX}-{day.year}-"
    last = Contract.objects.filter(number__startswith=stem).order_by("-number").values_list("number", flat=True).first()
    return f"{stem}{(int(last.removeprefix(stem)) if last else 0) + 1:04d}"


def ties_of(contract: Contract) -> tuple[str, ...]:
    """The declared ties of the agency, and of each member of its joint venture, to the organ that approves what the service is for."""
    need = contract.need
    code = contract.terms["service"]["item"]
    organ = supervisor_of(code, need.region) if code else None
    if organ is None and need.is_commissioned_by_department:
        organ = contract.buyer
    if organ is None:
        return ()
    agencies = [contract.agency, *(member.agency for member in contract.members.all())]
    found = [(agency, tie) for agency in agencies for tie in ties_to(agency, organ.uscc, organ.name)]
    return tuple(f"{agency}：{tie}" if contract.is_joint else str(tie) for agency, tie in found)


def is_department(buyer: Organisation) -> bool:
    """Whether the buyer is held to the rules of departments: it is one, or it pays with public money."""
    return buyer.kind == OrganisationKind.DEPARTMENT or buyer.pays_with_public_money


def unsigned_and_due(at: datetime) -> Sequence[str]:
    """The numbers of contracts whose period for signing has run out."""
    return list(Contract.objects.filter(state=ContractState.DRAWN_UP, sign_by__lte=at).values_list("number", flat=True))


def silently_accepted(at: datetime) -> Sequence[str]:
    """The numbers of deliveries to firms on which the buyer stayed silent through the whole period."""
    due = Q(state=ContractState.DELIVERED, accept_by__lte=at)
    return list(Contract.objects.filter(due).values_list("number", flat=True))


def result_file(contract: Contract, file_id: int) -> DeliveryFile | None:
    """A file of one of a contract's deliveries."""
    return DeliveryFile.objects.filter(pk=file_id, delivery__contract=contract).first()
