"""What a regulator has to do about its inspections."""

from __future__ import annotations

from django.urls import reverse

from kernel import clock
from kernel.actors import Actor, ActorKind
from supervision import reads
from web.panels import Panel, Task
from web.templatetags.zx import short_moment


def panels(actor: Actor) -> list[Panel]:
    """Numbers to show before the draw; the way to announce the next inspection."""
    if actor.kind is not ActorKind.REGULATOR or actor.organisation_id is None:
        return []
    waiting = reads.to_show(actor.organisation_id, clock.now())
    tasks = [
        Task(
            f"出示抽取用的数：{each.number}",
            reverse("show_number", args=[each.number]),
            f"{short_moment(each.draws_at)}前",
            "warn",
            "不出示的，以承诺值代替",
        )
        for each in waiting
    ]
    tasks.append(Task("双随机检查", reverse("my_inspections"), "查看", "info", "公告检查，维护检查人员库"))
    return [Panel("检查", tasks)]
