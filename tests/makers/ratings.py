"""Evaluations and exit cases, through the actions of the room."""

from agencies.models import Agency
from kernel import clock
from kernel.actors import Actor
from market.models import Organisation
from ratings.actions import answer_case, open_case, record_evaluation, vote_on_case
from ratings.models import Evaluation, ExitCase
from ratings.rules.evaluation import CRITERIA
from tests.makers import market as make
from tests.makers.contracts import Deal, an_accepted_contract, an_agency_row

FINDING = "洛市监罚〔2026〕12号"


def scores_of(value: int = 5, **others: int) -> dict[str, int]:
    """The five scores, all alike but those named."""
    return dict.fromkeys(CRITERIA, value) | others


def an_evaluation(
    value: int = 5,
    *,
    reasons: str = "",
    deal: Deal | None = None,
    agency: Agency | None = None,
    buyer: Organisation | None = None,
    **others: int,
) -> Evaluation:
    """A buyer's evaluation of a contract that was just accepted."""
    deal = deal or an_accepted_contract(agency=agency, buyer=buyer)
    given = scores_of(value, **others)
    words = reasons or ("成果多次返工" if min(given.values()) <= 2 else "")
    return record_evaluation(actor=deal.buyer, contract=deal.number, scores=given, reasons=words)


def an_agency_rated_poorly(times: int = 3, quality: int = 2) -> Agency:
    """An agency whose quality several buyers found poor."""
    agency = an_agency_row()
    for _ in range(times):
        an_evaluation(3, quality=quality, agency=agency)
    return agency


def a_case(agency: Agency | None = None, *, by: Actor | None = None, **fields: object) -> ExitCase:
    """A case for false material against an agency, just notified."""
    agency = agency or an_agency_row()
    given = {
        "trigger": "false_material",
        "measure": "suspension_6",
        "finding": FINDING,
        "facts": "提交的检测报告系伪造，市场监管部门已查处。",
        "grounds": "入驻承诺第一条；方案第 24 项",
    }
    opener = by or make.a_regulator(agency.organisation.region)
    return open_case(actor=opener, agency_uscc=agency.organisation.uscc, **(given | fields))


def an_answered_case(agency: Agency | None = None, *, hearing: bool = False, **fields: object) -> ExitCase:
    """A case that the agency has answered."""
    return an_answer(a_case(agency, **fields), hearing=hearing)


def an_answer(case: ExitCase, *, hearing: bool = False) -> ExitCase:
    """What the agency says to its case."""
    party = make.acting_for(case.agency.organisation)
    return answer_case(actor=party, number=case.number, text="报告由第三方出具，我单位不知情。", hearing_requested=hearing)


def a_decided_case(agency: Agency | None = None, **fields: object) -> ExitCase:
    """A case that two officials have decided."""
    case = an_answered_case(agency, **fields)
    for _ in range(2):
        case = a_vote(case)
    return case


def a_vote(case: ExitCase) -> ExitCase:
    """An official's vote for the measure."""
    return vote_on_case(actor=an_official(case), number=case.number, is_for=True, reason="事实清楚，证据充分。")


def an_official(case: ExitCase) -> Actor:
    """An official of the case's region who has nothing to do with it."""
    return make.a_regulator(case.agency.organisation.region)


def past_answer(case: ExitCase) -> None:
    """Move the clock to the moment at which the agency's time to answer has run out."""
    clock.set_to(case.answer_by)
