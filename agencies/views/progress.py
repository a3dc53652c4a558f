"""How far an application has come: its tasks, their states in words, in groups."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from agencies.models import Agency, Registration
from agencies.reads import registration_facts
from agencies.rules.registration import (
    RegistrationFacts,
    agent_is_authorised,
    certificates_are_shown_where_the_law_asks,
    practitioners_are_stated_where_the_law_asks,
    services_are_published_in_full,
    ten_promises_are_made,
)
from kernel import clock
from web.panels import Panel, Task

TODO, DOING, DONE = ("尚未开始", "todo"), ("进行中", "doing"), ("已完成", "ok")
MEND, LOCKED = ("需修改", "warn"), ("暂不可填", "locked")
TITLES = {
    "unit": "核对单位，填写统一社会信用代码",
    "licence": "上传营业执照",
    "representative": "填写法定代表人",
    "agent": "填写代理人，上传授权书",
    "services": "选择服务事项，公示条件、流程、时限和收费",
    "certificates": "登记证书",
    "practitioners": "登记从业人员",
    "ties": "申报利害关系",
    "promises": "阅读并签署十项承诺",
}
GROUPS = (
    ("一、机构", ("unit", "licence", "representative", "agent")),
    ("二、服务", ("services", "certificates", "practitioners")),
    ("三、承诺与提交", ("ties", "promises")),
)
NOTHING_ASKED = "所选服务没有法定资质要求，不需要填写"


@dataclass(frozen=True)
class Progress:
    """The groups of tasks, how many are done of how many, and whether the check of answers is open."""

    groups: list[Panel]
    done: int
    count: int

    @property
    def complete(self) -> bool:
        """Whether every task is done."""
        return self.done == self.count


def _started(task: str, facts: RegistrationFacts, agency: Agency) -> tuple[tuple[str, str], str]:
    """A task's state and its hint, from the same rules that judge the application."""
    asked = [each for each in facts.services if each.needs_certificate]
    missing = [each.name for each in facts.services if not each.published_in_full]
    simple = {
        "unit": facts.unit_confirmed,
        "licence": facts.has_licence,
        "representative": bool(facts.representative),
        "ties": facts.ties_declared,
        "promises": ten_promises_are_made.holds(facts),
    }
    if task in simple:
        return (DONE if simple[task] else TODO), ""
    if task == "agent":
        done = agent_is_authorised.holds(facts)
        return (DONE, "") if done else (DOING, "授权书缺失或已到期") if facts.agent else (TODO, "")
    if task == "services":
        hint = f"已填 {len(facts.services)} 项服务" + (f"，还没填全：{'、'.join(missing)}" if missing else "")
        full = services_are_published_in_full.holds(facts)
        return (DONE, hint) if full else (DOING, hint) if facts.services else (TODO, "")
    if not facts.services:
        return LOCKED, "先填写服务"
    if not asked:
        return DONE, NOTHING_ASKED
    if task == "certificates":
        done = certificates_are_shown_where_the_law_asks.holds(facts)
        return (DONE if done else TODO), "法律要求的才需要：" + "、".join(each.name for each in asked)
    return (DONE if practitioners_are_stated_where_the_law_asks.holds(facts) else TODO), "法律要求的才需要，对外只显示人数"


def progress_of(agency: Agency, registration: Registration) -> Progress:
    """The tasks of an application; one that was returned shows its reasons beside the tasks."""
    registration.agency = agency
    facts = registration_facts(registration, clock.now())
    groups: list[Panel] = []
    tasks: list[Task] = []
    done = count = 0
    for title, names in GROUPS:
        tasks = []
        for name in names:
            (word, look), hint = _started(name, facts, agency)
            if name in registration.reasons:
                (word, look), hint = MEND, registration.reasons[name]
            done, count = done + (look == "ok"), count + 1
            href = "" if look == "locked" else reverse(f"join_{name}")
            tasks.append(Task(TITLES[name], href, word, look, hint))
        groups.append(Panel(title, tasks))
    complete = done == count
    word, look = TODO if complete else LOCKED
    href, hint = (reverse("join_check"), "") if complete else ("", "前面各项完成后可填")
    tasks.append(Task("核对并提交", href, word, look, hint))
    return Progress(groups, done, count)
