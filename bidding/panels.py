"""What a buyer has to do about its needs, and a bidder about its bids, for the role's home."""

from __future__ import annotations

from django.urls import reverse

from bidding import reads
from bidding.reads import home, scoring
from bidding.states import DECIDING, NeedState
from kernel.actors import Actor, ActorKind
from web.panels import Figure, Panel, Task
from web.templatetags.zx import short_moment

MOST = 5


def panels(actor: Actor) -> list[Panel]:
    """A buyer's needs, or an agency's bids."""
    return [*_of_expert(actor), *_of_organisation(actor)]


def _of_expert(actor: Actor) -> list[Panel]:
    """The reviews that wait for somebody who was drawn."""
    waiting = scoring.waiting_seats(actor.person_id) if actor.person_id is not None else []
    tasks = [
        Task(
            f"给方案评分：{seat.panel.need.number}",
            reverse("review", args=[seat.panel.need.number]),
            f"{short_moment(seat.score_by)}前",
            "warn",
        )
        for seat in waiting[:MOST]
    ]
    return [Panel("方案评审", tasks, act=(reverse("my_reviews"), "全部评审"))] if tasks else []


def _of_organisation(actor: Actor) -> list[Panel]:
    if actor.organisation_id is None:
        return []
    if actor.kind is ActorKind.OPERATOR and actor.has("manage"):
        return [Panel("评审专家", [Task("专家库", reverse("experts"), "查看", "info", "入库、出库，核对工作单位和关联单位")])]
    if actor.kind in {ActorKind.FIRM, ActorKind.DEPARTMENT} and actor.has("buy"):
        return [_of_buyer(actor.organisation_id)]
    if actor.kind is ActorKind.AGENCY and actor.has("bid"):
        return [_of_bidder(actor.organisation_id)]
    return []


def _of_bidder(organisation_id: int) -> Panel:
    """Awards to answer, open needs to bid for, bids that lie sealed."""
    tasks = [
        Task(
            f"确认或放弃中选：{award.need.number}",
            reverse("answer_award", args=[award.need.number]),
            f"{short_moment(award.confirm_by)}前",
            "warn",
            "逾期未答复视为放弃，" + ("由下一名递补" if award.bid_id else "由委托方另行选定"),
        )
        for award in home.awards_to_answer(organisation_id)[:MOST]
    ]
    for bid in home.bids_to_reveal(organisation_id)[:MOST]:
        by, hint = f"{short_moment(bid.need.reveal_until)}前", "开启密钥没有到齐，凭种子文件和口令开启"
        tasks.append(Task(f"揭示种子：{bid.need.number}", reverse("reveal_bid", args=[bid.envelope_hash]), by, "warn", hint))
    tasks += [
        Task(
            f"说明异常低价：{asked.need.number}",
            reverse("explain_price", args=[asked.need.number]),
            f"{short_moment(asked.explain_by)}前",
            "warn",
            "逾期没有说明，该报价无效",
        )
        for asked in home.explanations_to_give(organisation_id)[:MOST]
    ]
    tasks += [
        Task(
            f"答复联合体：{asked.need.number}",
            reverse("venture", args=[asked.agreement]),
            f"{short_moment(asked.need.closes_at)}前",
            "warn",
            f"{asked.lead.organisation.name}牵头，全部成员同意才成立",
        )
        for asked in home.ventures_to_answer(organisation_id)[:MOST]
    ]
    again = list(home.needs_to_seal_again(organisation_id)[:MOST])
    for need in again:
        why = "截止时间因系统故障顺延，原来的一份不再开启" if need.moved_from else "公告有实质变更，原来的一份不再开启"
        by = f"{short_moment(need.closes_at)}截止"
        tasks.append(Task(f"重新密封：{need.number}", reverse("bid", args=[need.number]), by, "warn", why))
    for need in home.needs_to_bid_for(organisation_id).exclude(pk__in=[each.pk for each in again])[:MOST]:
        by = f"{short_moment(need.closes_at)}截止"
        tasks.append(
            Task(f"可参加：{need.number}", reverse("need", args=[need.number]), by, "live", need.item.name if need.item else "")
        )
    sealed = home.sealed_count(organisation_id)
    word, look = (f"{sealed} 份已密封", "info") if sealed else ("查看", "off")
    tasks.append(Task("我的投标、回执和结果", reverse("my_bids"), word, look, "截止前可以撤回或替换"))
    return Panel("投标", tasks, act=(reverse("needs"), "找可参加的需求"))


def _of_buyer(organisation_id: int) -> Panel:
    """Questions and objections that wait for an answer, drafts to finish, needs by state, and the main act."""
    counts = reads.counts_by_state(organisation_id)
    tasks = [
        Task(
            f"答复异议：{objection.need.number}",
            reverse("answer_objection", args=[objection.need.number, objection.pk]),
            f"{short_moment(objection.answer_by)}前",
            "warn",
            "异议未答复，不能确定中选",
        )
        for objection in home.objections_to_answer(organisation_id)[:MOST]
    ]
    for need in home.needs_to_choose_for(organisation_id)[:MOST]:
        by = f"{short_moment(need.choose_by)}前"
        if need.state == NeedState.SHORTLISTED:
            page = reverse("pick_agency", args=[need.number])
            tasks.append(Task(f"从入围名单择定：{need.number}", page, by, "warn", "逾期按抽签次序取首位"))
        else:
            tasks.append(
                Task(f"选定机构：{need.number}", reverse("choose_agency", args=[need.number]), by, "warn", "逾期需求结束")
            )
    tasks += [
        Task(
            f"审查低价说明：{asked.need.number}",
            reverse("judge_explanation", args=[asked.need.number, asked.pk]),
            f"{short_moment(asked.judge_by)}前",
            "warn",
            "逾期没有结论，视为采纳",
        )
        for asked in home.explanations_to_judge(organisation_id)[:MOST]
    ]
    for need, waiting in reads.needs_with_questions(organisation_id):
        hint = f"{waiting} 个问题待答复，没答复会推迟关闭"
        tasks.append(Task(f"答复公开提问：{need.number}", f"/my/needs/{need.number}/", "待答复", "warn", hint))
    if counts.get(NeedState.DRAFT):
        tasks.append(Task("继续填写草稿", "/my/needs/?state=draft", "进行中", "doing", count=counts[NeedState.DRAFT]))
    shown = (
        ("草稿", "draft", (NeedState.DRAFT,)),
        ("报名中", "open", (NeedState.OPEN,)),
        (
            "选取与公示",
            "deciding",
            (*DECIDING, NeedState.DECIDED, NeedState.AWARDED),
        ),
        ("服务中", "serving", (NeedState.CONFIRMED,)),
        ("已结束", "ended", (NeedState.FINISHED, NeedState.FAILED, NeedState.CANCELLED)),
    )
    figures = [
        Figure(word, str(sum(counts.get(state, 0) for state in states)), f"/my/needs/?state={key}") for word, key, states in shown
    ]
    return Panel("我的需求", tasks, figures, ("/my/needs/new/", "发布采购需求"))
