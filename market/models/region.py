"""Henan's regions with their years of validity, and the dated terms that differ by region."""

from django.db import models
from django.db.models import F, Q


class Region(models.Model):
    """A division of GB/T 2260. Codes come and go: `valid_from`/`valid_to` are years, half-open."""

    code = models.CharField("代码", max_length=6)
    name = models.CharField("名称", max_length=40)
    level = models.CharField("级别", max_length=10)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    pinyin = models.CharField("拼音", max_length=80)
    initials = models.CharField("首字母", max_length=20)
    valid_from = models.PositiveSmallIntegerField("起")
    valid_to = models.PositiveSmallIntegerField("止", null=True, blank=True)
    is_top_unit = models.BooleanField("省辖市或直管", default=False)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "地区"
        verbose_name_plural = "地区"
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_region_per_code_and_start"),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to=None), name="one_current_region_per_code"),
        ]

    def __str__(self) -> str:
        return self.name


class TermName(models.TextChoices):
    """What a region may set. The number's unit stands in the label."""

    NOTICE_DAYS = "notice_days", "公告期（工作日）"
    SECOND_NOTICE_DAYS = "second_notice_days", "第二次公告期（工作日）"
    PUBLICITY_DAYS = "publicity_days", "结果公示期（工作日）"
    CONFIRM_DAYS = "confirm_days", "中选确认期（工作日）"
    SIGN_DAYS = "sign_days", "签约期（工作日）"
    MINIMUM_PARTICIPANTS = "minimum_participants", "最少参加家数"
    SECOND_MINIMUM = "second_minimum", "第二次公告最少参加家数"
    FORMAL_CHECK_DAYS = "formal_check_days", "形式核对期（工作日）"
    SILENT_ACCEPTANCE_DAYS = "silent_acceptance_days", "企业默认验收期（工作日）"
    OBJECTION_TO_RATING_DAYS = "objection_to_rating_days", "评价异议期（工作日）"
    PROCUREMENT_LIMIT = "procurement_limit", "分散采购限额（分）"
    ANSWER_DAYS = "answer_days", "陈述申辩期（工作日）"
    CHOICE_DAYS = "choice_days", "直接选取选定期（工作日）"
    DIRECT_FISCAL_FEN = "direct_fiscal_fen", "财政资金直接选取的上限（分）"
    DIRECT_PUBLICITY_DAYS = "direct_publicity_days", "社会资金直接选取公示期（工作日）"
    PICK_DAYS = "pick_days", "信用择优择定期（工作日）"
    SHORTLIST_LENGTH = "shortlist_length", "信用择优入围家数"
    SHORTLIST_DROP_PERCENT = "shortlist_drop_percent", "信用择优末位淘汰比例（%）"
    SHORTLIST_POINTS = "shortlist_points", "信用择优每一个签号的信用分（分）"
    SHORTLIST_UNRATED = "shortlist_unrated", "信用择优暂无信用记录的签号（个）"
    LIVE_ROUNDS = "live_rounds", "多轮竞价轮数"
    LIVE_MINUTES = "live_minutes", "多轮竞价每轮（分钟）"
    LIVE_STEP_FEN = "live_step_fen", "多轮竞价最小降幅（分）"
    LIVE_LAST_SECONDS = "live_last_seconds", "多轮竞价末段（秒）"
    LIVE_EXTRA_SECONDS = "live_extra_seconds", "多轮竞价每次顺延（秒）"
    LIVE_EXTENSIONS = "live_extensions", "多轮竞价最多顺延（次）"
    OUTAGE_WINDOW_MINUTES = "outage_window_minutes", "截止前查看系统心跳（分钟）"
    OUTAGE_SILENCE_SECONDS = "outage_silence_seconds", "容许的心跳中断（秒）"
    LIVE_WAIT_MINUTES = "live_wait_minutes", "开启后到第一轮（分钟）"
    QUALITY_MINIMUM = "quality_minimum", "择优（方案）最少参加家数"
    PRICE_POINTS_LEAST = "price_points_least", "择优的价格权重下限（分）"
    PRICE_POINTS_MOST = "price_points_most", "择优的价格权重上限（分）"
    EXPERTS_LEAST = "experts_least", "评审专家最少人数"
    SCORING_DAYS = "scoring_days", "专家评审期（工作日）"
    SHORTLIST_MINIMUM = "shortlist_minimum", "信用择优最少参加家数"
    SECOND_SINGLE = "second_single", "第二次公告一家可否中选（1 可以，0 不可以）"
    LOW_MEAN_BP = "low_mean_bp", "异常低价：有效报价均值的（万分之）"
    LOW_NEXT_BP = "low_next_bp", "异常低价：次低有效报价的（万分之）"
    LOW_CEILING_BP = "low_ceiling_bp", "异常低价：最高限价的（万分之）"
    EXPLAIN_DAYS = "explain_days", "低价说明期（工作日）"
    JUDGE_DAYS = "judge_days", "低价说明审查期（工作日）"


class RegionalTerm(models.Model):
    """A number of the law's practice in one region and its subregions, from one day to another."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="地区")
    name = models.CharField("条款", max_length=30, choices=TermName.choices)
    value = models.BigIntegerField("数值")
    kind = models.CharField("性质", max_length=10)  # kernel.rulebook.Kind
    source = models.CharField("依据", max_length=200)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "地区条款"
        verbose_name_plural = "地区条款"
        ordering = ("name", "region", "since")
        constraints = [
            models.UniqueConstraint(fields=["region", "name", "since"], name="one_term_per_start"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="term_ends_after_start"),
            models.CheckConstraint(condition=Q(value__gte=0), name="term_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()} {self.value}"
