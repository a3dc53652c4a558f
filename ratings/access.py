"""Who may rate, reply, open a case, answer it and decide it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from agencies.access import OFFICIALS, in_region, public_agencies
from agencies.models import Agency
from contracts.models import Contract
from kernel.access import NotForYou, NotFound
from kernel.actors import Actor, ActorKind
from ratings import reads
from ratings.models import Evaluation, ExitCase
from ratings.states import Side

LAW_42 = "行政处罚法第42条"


def side_to_rate(actor: Actor, contract: Contract | None) -> tuple[Contract, Side]:
    """The contract and as what the actor rates it.

    Raises:
        NotFound: for whoever is neither its buyer nor the department that supervises the service.
        NotForYou: without the role (`buy` for the buyer, `review` for the department).
    """
    side = reads.side_of(contract, actor.organisation_id) if contract else None
    if contract is None or side is None:
        raise NotFound
    if not actor.has("buy" if side is Side.BUYER else "review"):
        raise NotForYou("Only a person with the buyer's or the reviewer's role rates a service.")
    return contract, side


def evaluations_visible_to(actor: Actor) -> QuerySet[Evaluation]:
    """The evaluations that an organisation gave or got; officials see those of their region."""
    rows = reads.evaluations()
    if actor.organisation_id is None:
        return rows.none()
    if actor.kind in OFFICIALS:
        return rows.filter(in_region(actor, "agency__organisation"))
    return rows.filter(Q(rater_id=actor.organisation_id) | Q(agency__organisation_id=actor.organisation_id))


def evaluation_for(actor: Actor, pk: int) -> Evaluation:
    """An evaluation that the actor may see."""
    found = evaluations_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def as_rated(actor: Actor, evaluation: Evaluation | None) -> Evaluation:
    """The evaluation, for the agency that it is about."""
    if evaluation is None or not evaluations_visible_to(actor).filter(pk=evaluation.pk).exists():
        raise NotFound
    if actor.organisation_id != evaluation.agency.organisation_id or not (actor.has("manage") or actor.has("bid")):
        raise NotForYou("Only the agency that was rated replies or objects.")
    return evaluation


def as_reviewer(actor: Actor, evaluation: Evaluation | None) -> Evaluation:
    """The evaluation, for an official who answers objections; the clock may, too."""
    if actor.kind is ActorKind.SYSTEM and evaluation:
        return evaluation
    if evaluation is None or not evaluations_visible_to(actor).filter(pk=evaluation.pk).exists():
        raise NotFound
    if actor.kind not in OFFICIALS or not actor.has("review"):
        raise NotForYou("Only an official who reviews answers an objection.")
    return evaluation


def cases_visible_to(actor: Actor) -> QuerySet[ExitCase]:
    """The agency's own cases; officials see those of their region."""
    rows = reads.cases()
    if actor.kind in OFFICIALS:
        return rows.filter(in_region(actor, "agency__organisation"))
    if actor.kind is ActorKind.AGENCY and actor.organisation_id is not None:
        return rows.filter(agency__organisation_id=actor.organisation_id)
    return rows.none()


def case_for(actor: Actor, case: ExitCase | None) -> ExitCase:
    """A case that the actor may see."""
    if case is None or not cases_visible_to(actor).filter(pk=case.pk).exists():
        raise NotFound
    return case


def as_party(actor: Actor, case: ExitCase | None) -> ExitCase:
    """The case, for the agency that it is about."""
    found = case_for(actor, case)
    if actor.kind is not ActorKind.AGENCY or not actor.has("manage"):
        raise NotForYou("Only somebody who manages the agency answers a case against it.")
    return found


def as_official(actor: Actor, case: ExitCase | None, *, to: str) -> ExitCase:
    """The case, for an official with the role `review` or `decide`."""
    found = case_for(actor, case)
    if actor.kind is not ActorKind.REGULATOR or not actor.has(to):
        raise NotForYou("Only officials with this role act in a case.", source=LAW_42)
    return found


def may_act_in_cases(actor: Actor) -> None:
    """Officials of a regulator open cases and decide them."""
    if actor.kind is not ActorKind.REGULATOR or not (actor.has("review") or actor.has("decide")):
        raise NotForYou("Only officials with this role act in a case.", source=LAW_42)


def may_open_cases(actor: Actor) -> None:
    """Cases are opened by a regulator's officials who review, or by the clock from the numbers."""
    if actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.REGULATOR and actor.has("review")):
        return
    raise NotForYou("Only officials with this role act in a case.", source=LAW_42)


def agency_for_case(actor: Actor, uscc: str) -> Agency:
    """The agency against which an official of its region opens a case."""
    may_open_cases(actor)
    rows = public_agencies().filter(organisation__uscc=uscc)
    found = (rows if actor.kind is ActorKind.SYSTEM else rows.filter(in_region(actor, "organisation"))).first()
    if found is None:
        raise NotFound
    return found


def public_agency(uscc: str) -> Agency:
    """An agency with a public page."""
    found = public_agencies().filter(organisation__uscc=uscc).first()
    if found is None:
        raise NotFound
    return found
