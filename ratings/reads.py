"""Questions asked of evaluations, scores and cases; the only home of their locks (order: case or evaluation, then agency)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from agencies.models import Agency
from contracts.models import Contract, Delivery
from kernel import clock
from market.models import Membership, Organisation, Person
from market.reads import supervisor_of
from ratings.models import CaseVote, Evaluation, ExitCase, Score
from ratings.rules.evaluation import EvaluationFacts
from ratings.rules.exit import CaseFacts
from ratings.rules.formula import Edition, months_before
from ratings.states import COUNTED, OPEN_CASE, CaseState, Side, Trigger

QUALITY_MONTHS = 12
_WITH = ("contract__need", "contract__buyer", "rater", "agency__organisation__region")


def evaluations() -> QuerySet[Evaluation]:
    """Evaluations with their contract and both sides, the newest first."""
    return Evaluation.objects.select_related(*_WITH).order_by("-recorded_at", "-pk")


def lock_evaluation(pk: int) -> Evaluation | None:
    """An evaluation, locked."""
    return evaluations().select_for_update(of=("self",)).filter(pk=pk).first()


def lock_contract_to_rate(number: str) -> Contract | None:
    """A contract, locked against a second evaluation at the same time."""
    rows = Contract.objects.select_for_update(of=("self",))
    return rows.select_related("need__region", "need__item", "buyer", "agency__organisation").filter(number=number).first()


def contract_to_rate(number: str) -> Contract | None:
    """A contract with what its evaluation asks for."""
    rows = Contract.objects.select_related("need__region__parent__parent", "need__item", "buyer", "agency__organisation")
    return rows.filter(number=number).first()


def evaluation_of(contract: Contract, side: Side) -> Evaluation | None:
    """The evaluation that a side has given."""
    return Evaluation.objects.filter(contract=contract, side=side).first()


def unrated_by(organisation_id: int | None) -> QuerySet[Contract]:
    """The accepted contracts of a buyer that it has not rated yet."""
    rated = Evaluation.objects.filter(contract=OuterRef("pk"), side=Side.BUYER)
    rows = Contract.objects.filter(buyer_id=organisation_id, accepted_at__isnull=False).exclude(Exists(rated))
    return rows.select_related("agency__organisation", "need").order_by("accepted_at")


def side_of(contract: Contract, organisation_id: int | None) -> Side | None:
    """As what an organisation may rate a contract. A department that bought rates as the buyer only."""
    if organisation_id is None:
        return None
    if contract.buyer_id == organisation_id:
        return Side.BUYER
    item = contract.need.item
    supervisor = supervisor_of(item.code, contract.need.region) if item else None
    return Side.DEPARTMENT if supervisor and supervisor.pk == organisation_id else None


def evaluation_facts(contract: Contract, side: Side, scores: dict[str, int], reasons: str) -> EvaluationFacts:
    """An intended evaluation in the words of the rules."""
    before = Evaluation.objects.filter(contract=contract, side=side).exists()
    return EvaluationFacts(contract.accepted_at is not None, before, tuple(scores.items()), reasons)


def score_inputs(agency: Agency, edition: Edition, on: date) -> dict[str, Any]:
    """Every public fact inside the edition's window, in a fixed order: what the record carries and anybody computes from."""
    since = months_before(on, edition.months)
    votes = Evaluation.objects.filter(agency=agency, state__in=COUNTED).select_related("contract", "rater").order_by("pk")
    last_round = Delivery.objects.filter(contract=OuterRef("pk")).order_by("-round").values("days_late")[:1]
    accepted = Contract.objects.filter(agency=agency, accepted_at__isnull=False).annotate(late=Subquery(last_round))
    decided = ExitCase.objects.filter(agency=agency, state=CaseState.DECIDED).order_by("pk")
    return {
        "on": on.isoformat(),
        "edition": edition.code,
        "votes": [
            {
                "rating": vote.public_id,
                "contract": vote.contract.number,
                "side": vote.side,
                "rater": vote.rater.uscc,
                "on": _day(vote.recorded_at),
                "scores": vote.scores,
            }
            for vote in votes
            if since <= clock.day_of(vote.recorded_at) <= on
        ],
        "deliveries": [
            {"contract": contract.number, "on": _day(contract.accepted_at), "days_late": contract.late or 0}
            for contract in accepted.order_by("pk")
            if contract.accepted_at and since <= clock.day_of(contract.accepted_at) <= on
        ],
        "decisions": [
            {"case": case.number, "on": _day(case.ended_at), "measure": case.measure}
            for case in decided
            if case.ended_at and since <= clock.day_of(case.ended_at) <= on
        ],
    }


def _day(at: datetime | None) -> str:
    return clock.day_of(at).isoformat() if at else ""


def latest_score(agency_id: int) -> Score | None:
    """The newest published score of an agency."""
    return Score.objects.filter(agency_id=agency_id).order_by("-pk").first()


def scored_agency_of(contract_id: int) -> str:
    """The code of a contract's agency if it has a score already, else nothing."""
    contract = Contract.objects.select_related("agency__organisation").get(pk=contract_id)
    return contract.agency.organisation.uscc if latest_score(contract.agency_id) else ""


def stale_scores(day: date) -> list[str]:
    """Agencies whose newest score time alone has changed."""
    newest = Score.objects.filter(agency=OuterRef("agency")).order_by("-pk").values("pk")[:1]
    stale = Score.objects.filter(pk=Subquery(newest), stale_on__lte=day)
    return list(stale.order_by("pk").values_list("agency__organisation__uscc", flat=True))


def qualities_of_year(agency: Agency, on: date) -> list[Evaluation]:
    """The evaluations that count of the last twelve months."""
    since = months_before(on, QUALITY_MONTHS)
    rows = evaluations().filter(agency=agency, state__in=COUNTED)
    return [row for row in rows if since <= clock.day_of(row.recorded_at) <= on]


def agencies_rated_poorly_since(at: datetime) -> QuerySet[Agency]:
    """Agencies on the list with a poor quality score since then and no case about it in that time: to be looked at."""
    poor = Evaluation.objects.filter(agency=OuterRef("pk"), state__in=COUNTED, quality__lte=2, recorded_at__gte=at)
    about = Q(state__in=OPEN_CASE) | Q(trigger=Trigger.POOR_QUALITY, opened_at__gte=at)
    known = ExitCase.objects.filter(about, agency=OuterRef("pk"))
    listed = Agency.objects.filter(standing__in=("listed", "warned", "suspended"))
    return listed.filter(Exists(poor)).exclude(Exists(known)).select_related("organisation__region").order_by("pk")


def next_case_number(year: int) -> str:
    """The next case number of the year, given out one transaction at a time."""
    start = f"ZX-AN-{year}-"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [start])
    last = ExitCase.objects.filter(number__startswith=start).order_by("-number").values_list("number", flat=True).first()
    return f"{start}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:04d}"


def cases() -> QuerySet[ExitCase]:
    """Cases with their agency, the newest first."""
    return ExitCase.objects.select_related("agency__organisation__region", "opened_by").order_by("-opened_at", "-pk")


def case_by_number(number: str) -> ExitCase | None:
    """One case."""
    return cases().filter(number=number).first()


def lock_case(number: str) -> ExitCase | None:
    """A case, locked."""
    return cases().select_for_update(of=("self",)).filter(number=number).first()


def has_open_case(agency: Agency) -> bool:
    """Whether a case against the agency is not ended."""
    return ExitCase.objects.filter(agency=agency, state__in=OPEN_CASE).exists()


def votes_of(case: ExitCase) -> list[CaseVote]:
    """The votes cast, in order."""
    return list(case.votes.select_related("organisation").order_by("at", "pk"))


def case_facts(case: ExitCase, at: datetime, *, person_id: int | None = None, text: str = "") -> CaseFacts:
    """A case in the words of the rules, with the official who wants to vote."""
    parties = [case.agency.organisation_id, *case.buyers.values_list("pk", flat=True)]
    tied = person_id is not None and Membership.objects.filter(person_id=person_id, organisation_id__in=parties).exists()
    return CaseFacts(
        state=case.state,
        at=at,
        answer_by=case.answer_by,
        decide_by=case.decide_by,
        text=text,
        official_opened_it=person_id is not None and case.opened_by_id == person_id,
        official_is_tied=tied,
        official_has_voted=person_id is not None and case.votes.filter(person_id=person_id).exists(),
        hearing_is_owed=case.hearing_is_owed and case.measure != "warning",
    )


def cases_to_lapse(at: datetime) -> list[str]:
    """The cases whose period for a decision has run out."""
    return list(ExitCase.objects.filter(state__in=OPEN_CASE, decide_by__lte=at).order_by("pk").values_list("number", flat=True))


def objections_to_settle(at: datetime) -> list[int]:
    """The objections that nobody has answered in time."""
    return list(Evaluation.objects.filter(state="objected", answer_by__lte=at).order_by("pk").values_list("pk", flat=True))


def decided_cases(agency: Agency) -> list[ExitCase]:
    """The decided cases of an agency, which its public page of measures shows while they may be shown (R6: three years)."""
    since = clock.now() - timedelta(days=3 * 366)
    return list(cases().filter(agency=agency, state=CaseState.DECIDED, ended_at__gte=since).prefetch_related("votes"))


def organisation_of(pk: int | None) -> Organisation:
    """The organisation of an actor whom access has let pass."""
    assert pk is not None
    return Organisation.objects.get(pk=pk)


def person_of(pk: int | None) -> Person:
    """The person of an actor whom access has let pass."""
    assert pk is not None
    return Person.objects.get(pk=pk)


def buyers_named(organisation_ids: set[int]) -> list[Organisation]:
    """Those organisations."""
    return list(Organisation.objects.filter(pk__in=organisation_ids).order_by("pk"))
