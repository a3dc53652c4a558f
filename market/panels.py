"""The market's share of a role's home: the first steps, members, and the operator's list."""

from __future__ import annotations

from django.urls import reverse

from kernel.actors import Actor, ActorKind
from market.reads import has_edition, member_count
from web.panels import Panel, Task


def panels(actor: Actor) -> list[Panel]:
    """First steps for the newly come; members for a manager; the list for the operator."""
    if actor.organisation_id is None:
        return [_nobody_yet()] if actor.signed_in else []
    found = []
    if actor.kind is ActorKind.OPERATOR and actor.has("manage"):
        found.append(_keeper())
    if actor.has("manage"):
        found.append(_members(member_count(actor.organisation_id)))
    return found


def _nobody_yet() -> Panel:
    return Panel(
        "先做这几步",
        (
            Task("建立账号", "", "已完成", "ok"),
            Task(
                "登记您的单位",
                reverse("register_organisation"),
                "尚未开始",
                "todo",
                "只要统一社会信用代码和名称，约 2 分钟，不收费",
            ),
            Task("发布需求，或者办理机构入驻", "", "暂不可填", "locked", "登记单位后可以办理"),
        ),
    )


def _members(count: int) -> Panel:
    alone = count < 2
    hint = "现在只有您一人；请同事一起办，出差时也有人接手" if alone else f"现有成员 {count} 人"
    word, look = ("可以邀请", "todo") if alone else ("已完成", "ok")
    return Panel("单位与成员", (Task("查看单位资料，邀请同事", reverse("my_organisation"), word, look, hint),))


def _keeper() -> Panel:
    ready = has_edition()
    return Panel(
        "清单与单位",
        (
            Task("导入中介服务事项清单", reverse("import_list"), "已有版本" if ready else "尚未开始", "ok" if ready else "todo"),
            Task(
                "录入部门、监管机关和财政部门",
                reverse("register_organisation"),
                "随时",
                "off",
                "录入后用邀请链接请对方管理员加入",
            ),
        ),
    )
