"""The retained list (中介服务事项清单): what may stand on it, and what that means for a service."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kernel.rulebook import Kind, rule

PLAN = "河南省“一网通办”前提下“最多跑一次”改革实施方案（2018）第 21 项"
PLAN_DAY = date(2018, 7, 19)
PARTICULARS = ("time_limit", "workflow", "conditions", "fee_basis")
PARTICULAR_WORDS = {"time_limit": "办理时限", "workflow": "工作流程", "conditions": "申报条件", "fee_basis": "收费标准"}
BANS = {
    "replaceable": "可以由征求部门意见或者加强事中事后监管解决",
    "self_doable": "申请人按要求可以自行完成",
    "converted_approval": "由行政审批转为中介服务",
    "split": "把一项服务拆分为多个环节",
    "designates": "指定中介服务机构",
}
_STATUTE = re.compile(r"《[^《》]*((?<![办方])法|条例|决定)(（[^《》]*）)?》|国务院令|国发〔\d{4}〕|国务院决定")
_LOCAL = re.compile(r"《(河南|[\u4e00-\u9fff]{2,6}(省|市|自治区|县))[^《》]*条例》")
_ITSELF = re.compile(r"(?<!不得)(自行编制|自行完成|自检|没有能力编制的)")


@dataclass(frozen=True)
class ItemFacts:
    """A row that would stand on the list. `bans` are the names in `BANS` that fit it."""

    name: str
    legal_basis: str
    time_limit: str = ""
    workflow: str = ""
    conditions: str = ""
    fee_basis: str = ""
    bans: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ServiceFacts:
    """A service that somebody is asked for, as the list of the day knows it."""

    name: str
    is_on_list: bool
    is_in_force: bool = False
    legal_basis: str = ""
    serves_an_approval: bool = False
    applicant_may_do_it: bool = False
    is_paid: bool = False


@dataclass(frozen=True)
class EditionFacts:
    """A new edition beside the newest one of the same region (None when there is none)."""

    effective_on: date
    newest_effective_on: date | None


def names_a_statute(basis: str) -> bool:
    """Whether a text names a law, an administrative regulation or a decision of the State Council; local ones do not count."""
    return bool(_STATUTE.search(_LOCAL.sub("", basis)))


def applicant_may_do_it(qualification: str) -> bool:
    """Whether the text on who may serve says that the applicant can do the work himself (可自行编制, 可自检)."""
    return bool(_ITSELF.search(qualification))


def missing_particulars(facts: ItemFacts) -> tuple[str, ...]:
    """Which of the four particulars are empty."""
    return tuple(name for name in PARTICULARS if not getattr(facts, name).strip())


@rule(
    PLAN,
    law="L1",
    since=PLAN_DAY,
    explain=lambda item: "还缺" + "、".join(PARTICULAR_WORDS[name] for name in missing_particulars(item)),
)
def item_publishes_its_four_particulars(item: ItemFacts) -> bool:
    """A retained service is published with its time limit, workflow, application conditions and fee standard; an entry
    that lacks one of the four is not in force."""
    return not missing_particulars(item)


@rule(
    PLAN + "；优化营商环境条例第四十三条",
    law="L3",
    since=PLAN_DAY,
    explain=lambda item: f"设定依据：{item.legal_basis or '未填写'}",
)
def item_rests_on_a_statute(item: ItemFacts) -> bool:
    """A retained service rests on a law, an administrative regulation or a decision of the State Council; a service
    without such a basis is cancelled."""
    return names_a_statute(item.legal_basis)


@rule(
    "河南省优化营商环境条例第二十四条",
    law="L3",
    since=date(2021, 1, 1),
    explain=lambda item: "；".join(BANS[name] for name in sorted(item.bans)),
)
def item_is_none_of_the_five_banned_kinds(item: ItemFacts) -> bool:
    """No service is retained that consultation or later supervision can replace, that the applicant can do himself, that
    converts an approval, that splits one service into several, or that designates an agency."""
    return not item.bans


@rule(
    PLAN,
    law="L2",
    since=PLAN_DAY,
    explain=lambda service: f"“{service.name}”" + ("在清单上，但还没有生效" if service.is_on_list else "不在今天的清单上"),
)
def condition_of_approval_is_on_the_list(service: ServiceFacts) -> bool:
    """A service that is not on the list in force on that day is never a condition for accepting an approval."""
    return service.is_on_list and service.is_in_force


@rule(
    "福建省行政审批中介服务清单管理做法",
    law="L4",
    since=PLAN_DAY,
    kind=Kind.PRACTICE,
    explain=lambda service: "；".join(lacking_marks(service)),
)
def mandatory_item_is_lawful_compulsory_prior_and_paid(service: ServiceFacts) -> bool:
    """A service is mandatory only if it is lawful, compulsory, prior to the approval and paid."""
    return not lacking_marks(service)


def lacking_marks(service: ServiceFacts) -> list[str]:
    """Which of the four marks of a mandatory service are missing, in words."""
    marks = (
        (names_a_statute(service.legal_basis), "没有法律、行政法规或者国务院决定作依据"),
        (not service.applicant_may_do_it, "申请人可以自行完成，不必委托机构"),
        (service.serves_an_approval, "不是哪一项审批的前置"),
        (service.is_paid, "不收费"),
    )
    return [word for holds, word in marks if not holds]


@rule(
    "本站清单版本规则",
    law="L5",
    since=PLAN_DAY,
    kind=Kind.DEFAULT,
    explain=lambda edition: f"新版自 {edition.effective_on} 施行，现有版本自 {edition.newest_effective_on} 施行",
)
def edition_follows_the_newest(edition: EditionFacts) -> bool:
    """A new edition of the list takes effect after the newest one, so that the list of a past day never changes."""
    return edition.newest_effective_on is None or edition.effective_on > edition.newest_effective_on


TO_BE_IN_FORCE = (item_publishes_its_four_particulars, item_rests_on_a_statute, item_is_none_of_the_five_banned_kinds)
TO_CONDITION_AN_APPROVAL = (condition_of_approval_is_on_the_list,)
TO_BE_MANDATORY = (condition_of_approval_is_on_the_list, mandatory_item_is_lawful_compulsory_prior_and_paid)
TO_PUBLISH_AN_EDITION = (edition_follows_the_newest,)
