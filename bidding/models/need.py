"""A need: who wants what done. What the notice says is in `Notice`; this is its identity and its life."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bidding.models.need_life import NeedLife
from bidding.models.takes_bids import TakesBids
from bidding.states import WITH_RESULT, WITHOUT_PRICE, CancelReason, Method, NeedState
from kernel.clock import day_of
from market.models import ListItem, Organisation, Region

_PAST = [
    NeedState.CLOSED,
    NeedState.SCORING,
    NeedState.OPENED,
    NeedState.ROUNDS,
    NeedState.SHORTLISTED,
    NeedState.DECIDED,
    NeedState.AWARDED,
    NeedState.CONFIRMED,
    NeedState.FINISHED,
]


class Need(NeedLife, TakesBids):
    """One need, with one deadline, one frozen list of bids and at most one live award."""

    number = models.CharField("编号", max_length=24, unique=True)
    buyer = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="委托方")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="地区")
    item = models.ForeignKey(ListItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="清单事项")
    method = models.CharField("选取方式", max_length=20, choices=Method.choices, default=Method.SEALED_PRICE)
    is_commissioned_by_department = models.BooleanField("部门委托", default=False)
    round = models.PositiveSmallIntegerField("公告轮次", default=1)
    first_notice = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="second_notice")
    # it failed as too few, and its second notice is not out yet
    awaits_second_notice = models.BooleanField("待发第二次公告", default=False)
    again_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="published_again")
    trustees = models.JSONField("开启受托方", default=dict, blank=True)  # {"t", "n", "suite", "deadline", "set": [{i, name, pk}]}
    # live rounds alone, as published: the numbers of `bidding.methods.live_rounds.Terms`, and "wait_seconds" before the first
    round_terms = models.JSONField("竞价参数", default=dict, blank=True)
    # as published: {"window_minutes", "silence_seconds"}; empty where the region's table names no such rule
    outage_terms = models.JSONField("故障顺延参数", default=dict, blank=True)
    # credit shortlist alone, as published: `bidding.methods.credit_shortlist.Terms` and the "days" for the pick
    shortlist_terms = models.JSONField("入围参数", default=dict, blank=True)
    fail_reason = models.CharField("未成交原因", max_length=200, blank=True)
    cancel_reason = models.CharField("取消原因", max_length=20, choices=CancelReason.choices, blank=True)
    cancel_note = models.CharField("取消说明", max_length=400, blank=True)
    is_demo = models.BooleanField("示例", default=False)
    created_at = models.DateTimeField("创建时间")

    class Meta:
        verbose_name = "采购需求"
        verbose_name_plural = "采购需求"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[NeedState.DRAFT, NeedState.DISCARDED])
                | Q(published_at__isnull=False, closes_at__isnull=False),
                name="published_need_has_its_times",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_PAST) | Q(method=Method.DIRECT_CHOICE) | Q(closed_at__gte=F("closes_at")),
                name="need_closed_at_or_after_its_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(state=NeedState.CHOOSING) | Q(method=Method.DIRECT_CHOICE, choose_by__isnull=False),
                name="only_a_direct_choice_waits_for_one",
            ),
            models.CheckConstraint(
                condition=~Q(state=NeedState.SHORTLISTED) | Q(method=Method.CREDIT_SHORTLIST, choose_by__isnull=False),
                name="only_a_short_list_waits_for_a_pick",
            ),
            models.CheckConstraint(
                condition=Q(opening_delayed_at=None, reveal_until=None) | Q(reveal_until__gt=F("opening_delayed_at")),
                name="delayed_opening_has_its_second_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(state=NeedState.CANCELLED) | ~Q(cancel_reason=""), name="cancelled_need_has_a_reason"
            ),
            models.CheckConstraint(condition=~Q(state=NeedState.FAILED) | ~Q(fail_reason=""), name="failed_need_has_a_reason"),
            models.CheckConstraint(
                condition=Q(awaits_second_notice=False) | Q(state=NeedState.FAILED, round=1),
                name="only_a_failed_first_notice_awaits_the_second",
            ),
            models.CheckConstraint(
                condition=Q(is_commissioned_by_department=False) | ~Q(method=Method.DIRECT_CHOICE),
                name="department_need_is_competitive",
            ),
        ]
        indexes = [
            models.Index(fields=["closes_at", "id"], condition=Q(state=NeedState.OPEN), name="open_needs_by_deadline"),
            models.Index(fields=["ended_at", "id"], condition=Q(awaits_second_notice=True), name="needs_awaiting_second_notice"),
            models.Index(fields=["-published_at", "-id"], name="needs_by_publication"),
            models.Index(fields=["state", "-published_at", "-id"], name="needs_by_state"),
            models.Index(fields=["-published_at", "-id"], condition=Q(state__in=WITH_RESULT), name="results_by_publication"),
            models.Index(fields=["buyer", "-created_at"], name="needs_by_buyer"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_closed_need_never_opens",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'draft' AND (NEW.state = 'draft' OR NEW.state = 'open' AND OLD.state <> 'open')"
                ),
                func="RAISE EXCEPTION 'a need that was published is no draft again, and one that was closed never opens again' USING errcode = '23514';",
            ),
            pgtrigger.Trigger(
                name="a_published_need_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state NOT IN ('draft', 'discarded')"),
                func="RAISE EXCEPTION 'a need that was published is never deleted' USING errcode = '23503';",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state_word(self) -> str:
        """The state in a word."""
        if self.state == NeedState.OPEN and self.round == 2:
            return "第二次公告"
        return str(NeedState(self.state).label)

    @property
    def state_look(self) -> str:
        """The state's look (web.icons.LOOKS)."""
        looks = {
            "open": "live",
            "choosing": "live",
            "rounds": "live",
            "shortlisted": "live",
            "scoring": "doing",
            "draft": "doing",
            "finished": "ok",
            "confirmed": "ok",
            "failed": "off",
            "cancelled": "off",
        }
        return looks.get(self.state, "info")

    @property
    def names_no_price(self) -> bool:
        """Whether a sealed sign-up says no price: it stands in the notice, or is bid in the live room."""
        return self.method in WITHOUT_PRICE

    @property
    def sealed_word(self) -> str:
        """What lies in its envelopes, in a word."""
        return "密封方案和报价" if self.has_plans else "密封报名" if self.names_no_price else "密封报价"

    @property
    def wait_minutes(self) -> int:
        """How long after the opening the first round of its live room begins."""
        return int(self.round_terms.get("wait_seconds", 0)) // 60

    @property
    def asks_for_seeds(self) -> bool:
        """Whether keys to its bids or plans stay away, and every bidder may hand in its seed."""
        return self.state in {NeedState.CLOSED, NeedState.SCORING} and self.reveal_until is not None

    @property
    def shares_its_keys(self) -> bool:
        """Whether no trustee alone, the operator included, can read an envelope."""
        return self.trustees.get("t", 1) > 1

    @property
    def has_plans(self) -> bool:
        """Whether a bid comes in two envelopes: the plan that experts score, and the price that is opened after it."""
        return self.method == Method.QUALITY_AND_PRICE

    @property
    def draws_numbers(self) -> bool:
        """Whether it draws numbers, of which some hold more than others."""
        return self.method == Method.CREDIT_SHORTLIST

    @property
    def is_in_the_room(self) -> bool:
        """Whether its bidders wait for a round in the live room or bid in one."""
        return self.method == Method.LIVE_ROUNDS and self.state in {NeedState.OPENED, NeedState.ROUNDS}

    @property
    def law_day(self) -> date | None:
        """The day whose law judges the need: that of its publication."""
        return day_of(self.published_at) if self.published_at else None


class NeedSeries(models.Model):
    """The last number given to a need in a year."""

    year = models.PositiveSmallIntegerField("年", primary_key=True)
    last = models.PositiveIntegerField("最后编号")

    class Meta:
        verbose_name = "需求编号"
        verbose_name_plural = "需求编号"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
