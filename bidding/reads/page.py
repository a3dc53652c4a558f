"""All that a need's public page shows, in a fixed number of questions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q

from bidding.models import Bid, Need, Notice, Question
from bidding.reads.needs import questions_end
from bidding.states import BidState, Method, NeedState
from kernel import calendar
from kernel.access import NotFound
from kernel.clock import day_of
from ledger.models import Entry
from market.models import Region, RegionalTerm
from market.models.region import TermName

PUBLICATIONS = ("need.published", "need.amended")


@dataclass(frozen=True)
class Version:
    """A published version and the entry of the record that holds it (None while it waits to be ordered)."""

    notice: Notice
    entry: int | None
    in_force: bool


@dataclass(frozen=True)
class Date:
    """One date of the line. `state` is "is-done", "is-now" or empty."""

    word: str
    when: datetime | None
    text: str
    state: str


@dataclass(frozen=True)
class NeedPage:
    """What a need's page shows."""

    need: Need
    notice: Notice
    versions: list[Version]
    files: list[object]
    questions: list[Question]
    answered: int
    questions_end: datetime
    takes_questions: bool
    bids: int
    dates: list[Date]
    unpublished: tuple[int, ...]
    now: datetime
    takes_bids: bool

    @property
    def left(self) -> timedelta:
        """How long bids still come."""
        assert self.need.closes_at is not None
        return self.need.closes_at - self.now


def versions_of(need: Need) -> list[Version]:
    """The published versions, the newest first, each with its entry."""
    notices = list(need.notices.filter(published_at__isnull=False).order_by("version"))
    if not notices:
        raise NotFound(need.number)
    found = Entry.objects.filter(need=need.number, event__in=PUBLICATIONS).order_by("idx").values_list("idx", flat=True)
    entries = dict(zip((n.version for n in notices), found, strict=False))
    return [Version(n, entries.get(n.version), n is notices[-1]) for n in reversed(notices)]


def terms_of(region: Region, names: list[str], *, on: date) -> dict[str, int]:
    """Several of a region's terms of a day in one question; the nearest region upwards decides."""
    chain = [region.pk, region.parent_id, region.parent.parent_id if region.parent else None]
    rows = RegionalTerm.objects.filter(region__in=[pk for pk in chain if pk], name__in=names, since__lte=on)
    rows = rows.filter(Q(until=None) | Q(until__gt=on))
    return {row.name: row.value for row in sorted(rows, key=lambda row: chain.index(row.region_id), reverse=True)}


def page_of(need: Need, *, at: datetime) -> NeedPage:
    """Everything that the page of a public need shows at a moment."""
    assert need.closes_at is not None
    assert need.published_at is not None
    versions = versions_of(need)
    notice = versions[0].notice
    questions = list(need.questions.all())
    ends = questions_end(need.closes_at)
    is_open = need.state == NeedState.OPEN
    return NeedPage(
        need=need,
        notice=notice,
        versions=versions,
        files=list(notice.attachments.order_by("pk")),
        questions=questions,
        answered=sum(1 for q in questions if q.answered_at),
        questions_end=ends,
        takes_questions=is_open and at < ends,
        bids=_standing_bids(need),
        dates=dates_of(need, notice, asked=ends, at=at),
        unpublished=calendar.unpublished_years(day_of(need.published_at), day_of(need.closes_at)),
        now=at,
        takes_bids=is_open and at < need.closes_at,
    )


def _standing_bids(need: Need) -> int:
    """How many bids stand or stood at the end; those of an older version or of older keys, which have to be sent anew, do not count."""
    stale = Q(state=BidState.UNOPENED, at__lt=need.bids_since or need.published_at)
    return Bid.objects.filter(need=need).exclude(Q(state__in=[BidState.REPLACED, BidState.WITHDRAWN]) | stale).count()


def dates_of(need: Need, notice: Notice, *, asked: datetime, at: datetime) -> list[Date]:
    """The dates line: what happened, what is now, what comes. `asked`: until when questions come."""
    names = [TermName.PUBLICITY_DAYS, TermName.SIGN_DAYS]
    terms = terms_of(need.region, [str(name) for name in names], on=need.law_day or day_of(at))
    publicity, sign = terms.get("publicity_days", 0), terms.get("sign_days", 0)
    if need.method == Method.DIRECT_CHOICE:
        return _dates_of_a_choice(need, notice, sign=sign)
    if need.state in {NeedState.FAILED, NeedState.CANCELLED}:
        return _dates_of_an_ended(need, asked)
    order = [NeedState.OPEN, NeedState.CLOSED, NeedState.OPENED, NeedState.DECIDED, NeedState.AWARDED, NeedState.CONFIRMED]
    stands = {NeedState.SCORING: NeedState.CLOSED, NeedState.ROUNDS: NeedState.OPENED, NeedState.SHORTLISTED: NeedState.OPENED}
    at_state = stands.get(NeedState(need.state), NeedState(need.state))
    place = order.index(at_state) if at_state in order else len(order)

    def state(begins: int, ends: int) -> str:
        return "is-done" if place > ends else "is-now" if place >= begins else ""

    opened = need.opened_at or need.closes_at
    days = f"签约后 {notice.days} 日内" if notice.days else "按合同"
    return [
        Date("发布公告", need.published_at, "", "is-done"),
        Date("提问", asked, "至", "is-done" if at >= asked else state(0, 0)),
        Date("报名", need.closes_at, "至", state(0, 0)),
        *_openings(need, opened, state(1, 2)),
        Date("结果公示", need.publicity_ends_at, "至" if need.publicity_ends_at else f"公布后 {publicity} 个工作日", state(3, 3)),
        Date("签订合同", None, f"中选确认后 {sign} 个工作日内", state(4, 4)),
        Date("提交成果", None, days, state(5, 5)),
    ]


def _dates_of_an_ended(need: Need, asked: datetime) -> list[Date]:
    """The dates line of a need that came to nothing: what happened until it ended."""
    assert need.ended_at is not None
    line = [Date("提问", asked, "至", "is-done"), Date("报名", need.closes_at, "至", "is-done")]
    if need.opened_at or need.scoring_began_at:
        line += _openings(need, need.opened_at, "is-done")
    done = [replace(step, state="is-done") for step in line if step.when and step.when <= need.ended_at]
    word = "未成交" if need.state == NeedState.FAILED else "已取消"
    return [Date("发布公告", need.published_at, "", "is-done"), *done, Date(word, need.ended_at, "", "is-done")]


def _openings(need: Need, opened: datetime | None, state: str) -> list[Date]:
    """When envelopes are opened, and what its method does before there is a result."""
    said, is_open = "" if need.opened_at else "截止即开启，不早于", need.opened_at is not None
    if need.method == Method.CREDIT_SHORTLIST:
        listed = need.choose_by is not None
        days = f"抽签后 {need.shortlist_terms['days']} 个工作日内"
        return [
            Date("拆封，抽签入围", opened, said, "is-done" if listed else state),
            Date("委托方择定", need.choose_by, "至" if listed else days, state if listed else ""),
        ]
    if need.method == Method.LIVE_ROUNDS:
        begins = f"开启后 {need.wait_minutes} 分钟开始，共 {need.round_terms['rounds']} 轮"
        return [
            Date("拆封，公布报名名单", opened, said, "is-done" if is_open else state),
            Date("逐轮竞价", None, begins, state if is_open else ""),
        ]
    if not need.has_plans:
        return [Date("拆封，公开抽签" if need.names_no_price else "开启报价", opened, said, state)]
    scored = "is-done" if need.opened_at else state
    began = need.scoring_began_at
    return [
        Date("开启方案，专家评分", began or need.closes_at, "" if began else "截止即开启，不早于", scored),
        Date(
            "开启报价",
            need.opened_at,
            "" if need.opened_at else "全部评分锁定并写入公开记录之后",
            state if need.opened_at else "",
        ),
    ]


def _dates_of_a_choice(need: Need, notice: Notice, *, sign: int) -> list[Date]:
    """The dates line of a direct choice: nobody bids, so nothing is opened."""
    order = [NeedState.CHOOSING, NeedState.DECIDED, NeedState.AWARDED, NeedState.CONFIRMED]
    place = order.index(NeedState(need.state)) if need.state in order else len(order)
    if need.state in {NeedState.FAILED, NeedState.CANCELLED}:
        word = "未成交" if need.state == NeedState.FAILED else "已取消"
        return [Date("发布公告", need.published_at, "", "is-done"), Date(word, need.ended_at, "", "is-done")]
    states = ["is-done" if place > at else "is-now" if place == at else "" for at in range(len(order))]
    return [
        Date("发布公告", need.published_at, "", "is-done"),
        Date("选定机构", need.decided_at or need.choose_by, "" if need.decided_at else "至", states[0]),
        Date("机构确认", None, "公布后", states[1] or states[2]),
        Date("签订合同", None, f"确认后 {sign} 个工作日内", states[3]),
        Date("提交成果", None, f"签约后 {notice.days} 日内" if notice.days else "按合同", ""),
    ]
