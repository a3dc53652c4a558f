"""What a buyer has to do about its needs, for the role's home."""

from __future__ import annotations

from bidding import reads
from bidding.states import NeedState
from kernel.actors import Actor, ActorKind
from web.panels import Figure, Panel, Task


def panels(actor: Actor) -> list[Panel]:
    """Questions that wait for an answer, drafts to finish, needs by state, and the main act."""
    if actor.kind not in {ActorKind.FIRM, ActorKind.DEPARTMENT} or actor.organisation_id is None or not actor.has("buy"):
        return []
    counts = reads.counts_by_state(actor.organisation_id)
    tasks = []
    for need, waiting in reads.needs_with_questions(actor.organisation_id):
        hint = f"{waiting} 个问题待答复，没答复会推迟关闭"
        tasks.append(Task(f"答复公开提问：{need.number}", f"/my/needs/{need.number}/", "待答复", "warn", hint))
    if counts.get(NeedState.DRAFT):
        tasks.append(Task("继续填写草稿", "/my/needs/?state=draft", "进行中", "doing", count=counts[NeedState.DRAFT]))
    shown = (
        ("草稿", "draft", (NeedState.DRAFT,)),
        ("报名中", "open", (NeedState.OPEN,)),
        ("选取与公示", "deciding", (NeedState.CLOSED, NeedState.OPENED, NeedState.DECIDED, NeedState.AWARDED)),
        ("服务中", "serving", (NeedState.CONFIRMED,)),
        ("已结束", "ended", (NeedState.FINISHED, NeedState.FAILED, NeedState.CANCELLED)),
    )
    figures = [
        Figure(word, str(sum(counts.get(state, 0) for state in states)), f"/my/needs/?state={key}") for word, key, states in shown
    ]
    return [Panel("我的需求", tasks, figures, ("/my/needs/new/", "发布采购需求"))]
