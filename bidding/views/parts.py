"""The parts of a draft: title, form, verb, rules, and when it is done. In the order of the task list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bidding.actions.drafting.save_need_avoidance import save_need_avoidance
from bidding.actions.drafting.save_need_conditions import save_need_conditions
from bidding.actions.drafting.save_need_contacts import save_need_contacts
from bidding.actions.drafting.save_need_deadline import save_need_deadline
from bidding.actions.drafting.save_need_price import save_need_price
from bidding.actions.drafting.save_need_project import save_need_project
from bidding.actions.drafting.save_need_scoring import save_need_scoring
from bidding.actions.drafting.save_need_service import save_need_service
from bidding.forms.drafting import (
    AvoidanceForm,
    ConditionsForm,
    ContactsForm,
    DeadlineForm,
    PartForm,
    PriceForm,
    ProjectForm,
    ServiceForm,
)
from bidding.forms.scoring import ScoringForm
from bidding.models import Need, Notice
from bidding.rules.drafting import (
    TO_SAVE_THE_CONDITIONS,
    TO_SAVE_THE_DEADLINE,
    TO_SAVE_THE_PRICE,
    TO_SAVE_THE_PROJECT,
    TO_SAVE_THE_SCORING,
    TO_SAVE_THE_SERVICE,
)
from bidding.states import Method
from kernel.rulebook import Rule


@dataclass(frozen=True)
class Part:
    """One topic: a page of its own."""

    key: str
    title: str
    verb: str
    form: type[PartForm]
    save: Callable[..., Any]
    rules: tuple[Rule, ...]
    is_done: Callable[[Need, Notice], bool]
    is_optional: bool = False
    applies: Callable[[Need], bool] = lambda need: True


PARTS = {
    part.key: part
    for part in (
        Part(
            "project",
            "项目与内容",
            "写明项目与服务内容",
            ProjectForm,
            save_need_project,
            TO_SAVE_THE_PROJECT,
            lambda need, notice: bool(notice.title and notice.content),
        ),
        Part(
            "service",
            "服务事项",
            "选择服务事项和时限",
            ServiceForm,
            save_need_service,
            TO_SAVE_THE_SERVICE,
            lambda need, notice: bool((need.item_id or notice.service_name) and notice.days),
        ),
        Part(
            "price",
            "选取方式和价格",
            "选择选取方式，填写价格和资金",
            PriceForm,
            save_need_price,
            TO_SAVE_THE_PRICE,
            lambda need, notice: bool(notice.ceiling_fen or notice.no_estimate_note),
        ),
        Part(
            "conditions",
            "资格条件",
            "填写资格条件",
            ConditionsForm,
            save_need_conditions,
            TO_SAVE_THE_CONDITIONS,
            lambda need, notice: bool(notice.certificate_kinds or notice.practitioner_count or notice.requirements),
            is_optional=True,
        ),
        Part(
            "avoidance",
            "回避名单",
            "列出应当回避的单位",
            AvoidanceForm,
            save_need_avoidance,
            (),
            lambda need, notice: bool(notice.avoidance),
            is_optional=True,
        ),
        Part(
            "deadline",
            "报名截止",
            "确定报名截止时间",
            DeadlineForm,
            save_need_deadline,
            TO_SAVE_THE_DEADLINE,
            lambda need, notice: notice.closes_at is not None,
            applies=lambda need: need.method != Method.DIRECT_CHOICE,
        ),
        Part(
            "contacts",
            "联系人",
            "填写联系人",
            ContactsForm,
            save_need_contacts,
            (),
            lambda need, notice: bool(notice.contact_name and notice.contact_phone),
        ),
        Part(
            "scoring",
            "方案怎么评",
            "写明评审因素、权重和专家",
            ScoringForm,
            save_need_scoring,
            TO_SAVE_THE_SCORING,
            lambda need, notice: bool(notice.criteria),
            applies=lambda need: need.has_plans,
        ),
    )
}
GROUPS = (
    ("一、要做什么", ("project", "service", "files")),
    ("二、价格和条件", ("price", "scoring", "conditions", "avoidance")),
    ("三、时间和联系", ("deadline", "contacts")),
)
ORDER = ("project", "service", "price", "scoring", "conditions", "avoidance", "deadline", "contacts")


def parts_of(need: Need) -> dict[str, Part]:
    """The parts that a need's method asks for."""
    return {key: part for key, part in PARTS.items() if part.applies(need)}
