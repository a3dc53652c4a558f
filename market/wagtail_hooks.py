"""What this room puts into the Wagtail admin: the way back to the role's home."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_menu_item")
def home() -> MenuItem:
    """The role's home."""
    return MenuItem("我的工作台", reverse("home"), name="my", icon_name="home", order=10)
