"""What this room puts into the Wagtail admin: the way to the cases, which have their pages on the site."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from agencies.access import OFFICIALS


class ForOfficials(MenuItem):
    """Shown to officials."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether an official asks."""
        return request.actor.kind in OFFICIALS  # type: ignore[attr-defined]


@hooks.register("register_admin_menu_item")
def cases() -> MenuItem:
    """The cases of exit."""
    return ForOfficials("处理案件", reverse("my_cases"), name="cases", icon_name="warning", order=200)


@hooks.register("register_admin_menu_item")
def evaluations() -> MenuItem:
    """Evaluations and the objections to them."""
    return ForOfficials("评价与异议", reverse("my_ratings"), name="evaluations", icon_name="form", order=210)
