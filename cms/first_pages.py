"""The first pages of the site, from `data/pages.toml`: what is missing is made, what is there stays as its editors left it."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from cms.models import GuidePage, HomePage, NewsPage, PolicyPage, SectionIndex

FILE = Path(__file__).parent / "data" / "pages.toml"
KINDS = {"guide": GuidePage, "policy": PolicyPage, "news": NewsPage}
NOT_FIELDS = {"section", "kind", "steps", "text"}


@transaction.atomic
def make_first_pages() -> int:
    """Make the pages that are missing; returns how many were made."""
    with FILE.open("rb") as file:
        plan = tomllib.load(file)
    home, made = _home(plan["home"])
    sections: dict[str, SectionIndex] = {}
    for row in plan["section"]:
        found = home.get_children().filter(slug=row["slug"]).first()
        if found is None:
            sections[row["slug"]] = home.add_child(instance=SectionIndex(**row, show_in_menus=True))
            made += 1
        else:
            sections[row["slug"]] = found.specific
    for row in plan["page"]:
        section = sections[row["section"]]
        if not section.get_children().filter(slug=row["slug"]).exists():
            section.add_child(instance=_page(row))
            made += 1
    return made


def _home(words: dict[str, str]) -> tuple[HomePage, int]:
    found = HomePage.objects.first()
    made = 0
    if found is None:
        root = Page.get_first_root_node()
        found = root.add_child(instance=HomePage(slug="zhongxuan", **words))
        made = 1
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", port=80, is_default_site=True)
    if site.root_page_id != found.pk and not isinstance(getattr(site, "root_page", None) and site.root_page.specific, HomePage):
        site.root_page, site.site_name = found, "中选"
        site.save()
    for welcome in Page.objects.filter(depth=2, slug="home").exclude(pk=found.pk):
        if type(welcome.specific) is Page:
            welcome.delete()
    return found, made


def _page(row: dict[str, Any]) -> Page:
    kind = KINDS[row.get("kind", "guide")]
    body: list[tuple[str, Any]] = []
    if "steps" in row:
        body.append(("steps", [{"title": title, "text": f"<p>{escape(text)}</p>"} for title, text in row["steps"]]))
    body += [("text", f"<p>{escape(text)}</p>") for text in row.get("text", ())]
    page: Page = kind(body=body, **{name: value for name, value in row.items() if name not in NOT_FIELDS})
    return page
