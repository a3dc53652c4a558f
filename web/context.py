"""What every page knows: navigation, footer, the server's time, the reader's choices."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from kernel import clock

NAVIGATION = (
    ("/needs/", "采购需求"),
    ("/results/", "中选结果"),
    ("/agencies/", "中介机构"),
    ("/items/", "服务事项"),
    ("/record/", "公示核验"),
    ("/rules/", "规则"),
    ("/guide/", "指南"),
)
FOOTER = (
    ("办事", (("/needs/", "采购需求"), ("/my/agency/", "机构入驻"), ("/my/needs/new/", "发布需求"))),
    ("公开", (("/record/", "公示核验"), ("/results/", "中选结果"), ("/rules/", "规则与依据"))),
    ("帮助", (("/guide/", "使用指南"), ("/news/", "新闻"), ("/policy/", "政策文件"))),
    (
        "本站",
        (("/guide/accessibility/", "无障碍声明"), ("/guide/privacy/", "隐私与条款"), ("/items/check/", "这项服务是必须的吗")),
    ),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """The context of the base template."""
    return {
        "navigation": [{"href": h, "word": _(w), "here": request.path.startswith(h)} for h, w in NAVIGATION],
        "footer": [{"title": _(t), "links": [(h, _(w)) for h, w in links]} for t, links in FOOTER],
        "server_time": SimpleLazyObject(clock.now),
        "elder": request.COOKIES.get("elder") == "1",
        "demo": settings.DEMO,
        "foot_lines": (),
    }
