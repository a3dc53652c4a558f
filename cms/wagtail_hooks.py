"""What this room changes in the Wagtail admin: the site's colour, and no menu that leads to English pages elsewhere."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

ENGLISH = {"help"}


@hooks.register("insert_global_admin_css")
def colours() -> SafeString:
    """The site's colour."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/desk.css"))


@hooks.register("construct_main_menu")
def leave_out_english(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The help menu leads to a manual in English on another site."""
    menu_items[:] = [item for item in menu_items if item.name not in ENGLISH]
