"""The addresses of this room."""

from django.urls import path

from market.views import home, items, organisations, retained_list

urlpatterns = [
    path("items/", items.items, name="items"),
    path("items/check/", items.check_item, name="check_item"),
    path("items/<str:code>/", items.item, name="item"),
    path("my/list/", retained_list.bring, name="import_list"),
    path("my/", home.home, name="home"),
    path("my/switch/", organisations.switch, name="switch_organisation"),
    path("my/organisation/", organisations.mine, name="my_organisation"),
    path("my/organisation/new/", organisations.register, name="register_organisation"),
    path("my/organisation/invite/", organisations.invite, name="invite_member"),
    path("my/organisation/members/<int:membership_id>/end/", organisations.end, name="end_membership"),
    path("invitations/<str:token>/", organisations.accept, name="accept_invitation"),
]
