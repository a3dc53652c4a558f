"""The public question "is this service required for my approval?", answered by the list of the day and its rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kernel.rulebook import Rule, broken
from market.folding import bare, likeness
from market.matching import closest, is_named
from market.models import ListItem
from market.reads import items_on
from market.rules.retained_list import (
    TO_BE_MANDATORY,
    ServiceFacts,
    condition_of_approval_is_on_the_list,
    mandatory_item_is_lawful_compulsory_prior_and_paid,
)


class Verdict(StrEnum):
    """What the list of the day says of a service."""

    REQUIRED = "required"
    MAY_DO_IT_ONESELF = "may_do_it_oneself"
    DEPARTMENT_PAYS = "department_pays"
    NOT_MANDATORY = "not_mandatory"
    OTHER_APPROVAL = "other_approval"
    NOT_IN_FORCE = "not_in_force"
    NOT_LISTED = "not_listed"
    WHICH = "which"
    OF_APPROVAL = "of_approval"


WORDS = {
    Verdict.REQUIRED: ("可以要求", "info"),
    Verdict.MAY_DO_IT_ONESELF: ("可以自己做", "ok"),
    Verdict.DEPARTMENT_PAYS: ("部门委托，您不付费", "ok"),
    Verdict.NOT_MANDATORY: ("不是必须", "ok"),
    Verdict.OTHER_APPROVAL: ("这项审批不得要求", "ok"),
    Verdict.NOT_IN_FORCE: ("不得要求", "ok"),
    Verdict.NOT_LISTED: ("不得要求", "ok"),
    Verdict.WHICH: ("请选一项", "todo"),
    Verdict.OF_APPROVAL: ("这些可以要求", "info"),
}


@dataclass(frozen=True)
class Answer:
    """The answer, the item it rests on, the rule that decides, and what else might have been meant."""

    verdict: Verdict
    item: ListItem | None = None
    rule: Rule | None = None
    because: str = ""
    suggestions: list[ListItem] = field(default_factory=list)

    @property
    def word(self) -> str:
        """The answer in a few words."""
        return WORDS[self.verdict][0]

    @property
    def look(self) -> str:
        """Its look."""
        return WORDS[self.verdict][1]


def facts_of(item: ListItem | None, name: str) -> ServiceFacts:
    """What the rules need to know of a service."""
    if item is None:
        return ServiceFacts(name, is_on_list=False)
    return ServiceFacts(
        name=item.name,
        is_on_list=True,
        is_in_force=item.is_in_force,
        legal_basis=item.legal_basis,
        serves_an_approval=item.approval_id is not None,
        applicant_may_do_it=item.applicant_may_do_it,
        is_paid=bool(item.fee_basis) and item.commissioned_by == "applicant",
    )


def serves(item: ListItem, approval: str) -> bool:
    """Whether an item belongs to the approval that somebody names."""
    return item.approval is not None and likeness(approval, item.approval.name) >= 0.5


def answer(service: str, approval: str, *, on: date) -> Answer:
    """Answer for a service, an approval, or both."""
    items = items_on(on)
    if not bare(service):
        return Answer(
            Verdict.OF_APPROVAL,
            rule=condition_of_approval_is_on_the_list,
            suggestions=[item for item in items if item.is_in_force and serves(item, approval)],
        )
    named = sorted((item for item in items if is_named(item, service)), key=lambda item: not item.is_in_force)
    near = [item for item in closest(items, service, most=6) if item not in named]
    if not named:
        verdict = Verdict.WHICH if near else Verdict.NOT_LISTED
        because = broken((condition_of_approval_is_on_the_list,), facts_of(None, service), on=on)[0].because
        return Answer(verdict, None, condition_of_approval_is_on_the_list, because, near)
    return _of_item(named[0], approval, near, on)


def _of_item(item: ListItem, approval: str, near: list[ListItem], on: date) -> Answer:
    found = broken(TO_BE_MANDATORY, facts_of(item, item.name), on=on)
    if any(each.rule is condition_of_approval_is_on_the_list for each in found):
        return Answer(Verdict.NOT_IN_FORCE, item, found[0].rule, found[0].because, near)
    if bare(approval) and not serves(item, approval):
        return Answer(Verdict.OTHER_APPROVAL, item, condition_of_approval_is_on_the_list, "", near)
    if item.commissioned_by == "department":
        return Answer(Verdict.DEPARTMENT_PAYS, item, mandatory_item_is_lawful_compulsory_prior_and_paid, "", near)
    if item.applicant_may_do_it:
        return Answer(Verdict.MAY_DO_IT_ONESELF, item, found[0].rule, found[0].because, near)
    if found:
        return Answer(Verdict.NOT_MANDATORY, item, found[0].rule, found[0].because, near)
    return Answer(Verdict.REQUIRED, item, condition_of_approval_is_on_the_list, "", near)
