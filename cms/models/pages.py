"""Home, sections, news, policy and guides. Words of editors; what is live on the home page comes from the rooms below."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import Body


class Validity(models.TextChoices):
    """Whether a policy text is in force."""

    IN_FORCE = "in_force", "有效"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "已废止"
    UNKNOWN = "unknown", "待核实"


class HomePage(Page):
    """The first page: search, four doors, newest needs and results, the public record."""

    lead = models.CharField("一句话", max_length=120, default="每一次选取都写进公开记录，任何人都能离线重算。")

    max_count = 1
    subpage_types = ("cms.SectionIndex",)
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    template = "cms/home.html"

    class Meta:
        verbose_name = "首页"


class SectionIndex(Page):
    """A section: its pages, the newest first for news and policy, in the editors' order for guides."""

    lead = models.CharField("一句话", max_length=200, blank=True)

    parent_page_types = ("cms.HomePage",)
    subpage_types = ("cms.NewsPage", "cms.PolicyPage", "cms.GuidePage")
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    template = "cms/section.html"

    class Meta:
        verbose_name = "栏目"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The section's pages."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = list(self.get_children().live().public().specific(defer=False))
        if any(isinstance(page, NewsPage | PolicyPage) for page in pages):
            pages.sort(key=lambda page: str(getattr(page, "on", "") or ""), reverse=True)
        return context | {"pages": pages, "crumbs": [("", self.title)]}


class Leaf(Page):
    """What a page with a body has."""

    lead = models.CharField("提要", max_length=300, blank=True)
    body = StreamField(Body(), verbose_name="正文", blank=True)

    parent_page_types = ("cms.SectionIndex",)
    subpage_types: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Where the page stands."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        above = self.get_parent()
        siblings = above.get_children().live().exclude(pk=self.pk)[:8]
        return context | {"crumbs": [(above.url, above.title), ("", self.title)], "above": above, "siblings": siblings}


class NewsPage(Leaf):
    """News, with its day and its source."""

    on = models.DateField("日期")
    source = models.CharField("来源", max_length=120, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("on"), FieldPanel("source"), FieldPanel("lead"), FieldPanel("body")]
    template = "cms/news.html"

    class Meta:
        verbose_name = "新闻"


class PolicyPage(Leaf):
    """A policy text: number, day, whether it is in force, and where the text was read."""

    document_number = models.CharField("发文字号", max_length=60, blank=True)
    issuer = models.CharField("发文机关", max_length=120, blank=True)
    on = models.DateField("成文日期", null=True, blank=True)
    validity = models.CharField("有效性", max_length=10, choices=Validity.choices, default=Validity.UNKNOWN)
    source = models.CharField("文本来源", max_length=300, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("document_number"),
        FieldPanel("issuer"),
        FieldPanel("on"),
        FieldPanel("validity"),
        FieldPanel("source"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    template = "cms/policy.html"

    class Meta:
        verbose_name = "政策文件"

    @property
    def validity_look(self) -> str:
        """Its look (web.icons.LOOKS)."""
        return {"in_force": "ok", "amended": "warn", "repealed": "off"}.get(self.validity, "info")


class GuidePage(Leaf):
    """A guide, step by step: who does it, how long it takes, what one needs."""

    who = models.CharField("谁来办", max_length=120, blank=True)
    takes = models.CharField("要多久", max_length=120, blank=True)
    needs = models.CharField("要准备", max_length=200, blank=True)
    act_href = models.CharField("办理地址", max_length=200, blank=True)
    act_word = models.CharField("按钮文字", max_length=20, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("who"),
        FieldPanel("takes"),
        FieldPanel("needs"),
        FieldPanel("body"),
        FieldPanel("act_href"),
        FieldPanel("act_word"),
    ]
    template = "cms/guide.html"

    class Meta:
        verbose_name = "指南"
