"""Accounts, organisations and the list."""

from market.actions.invite_member import invite_member
from tests.access.matrix import DONE, HIDDEN, REFUSED, SIGN_IN, WRONG, Row, World
from tests.makers import market as make

SIGNED_IN = {DONE: "*", SIGN_IN: "visitor"}


def a_code(world: World) -> list[object]:
    return [make.a_list_item().code]


def a_link(world: World) -> list[object]:
    return [invite_member(actor=world.actors["buyer"], roles=["buy"])]


def a_member_of_the_buyer(world: World) -> list[object]:
    make.a_membership(make.Organisation.objects.get(pk=world.actors["buyer"].organisation_id), "manage")
    member = make.a_membership(make.Organisation.objects.get(pk=world.actors["buyer"].organisation_id), "buy")
    return [member.pk]


def own_organisations(world: World) -> dict[str, object]:
    return {"organisation": world.actors["buyer"].organisation_id}


ROWS = [
    Row("items", get={DONE: "*"}, post={WRONG: "*"}),
    Row("check_item", get={DONE: "*"}, post={WRONG: "*"}),
    Row("item", at=a_code, get={DONE: "*"}, post={WRONG: "*"}),
    Row("home", get=SIGNED_IN, post={WRONG: "*"}),
    Row("my_organisation", get=SIGNED_IN, post={WRONG: "*"}),
    Row("register_organisation", get=SIGNED_IN, post=SIGNED_IN),
    Row("switch_organisation", get=SIGNED_IN, post={DONE: "buyer", HIDDEN: "*", SIGN_IN: "visitor"}, data=own_organisations),
    Row("invite_member", get={WRONG: "*", SIGN_IN: "visitor"}, post=SIGNED_IN, data=lambda world: {"roles": ["manage"]}),
    Row(
        "end_membership",
        at=a_member_of_the_buyer,
        get={WRONG: "*", SIGN_IN: "visitor"},
        post={DONE: "buyer", HIDDEN: "*", SIGN_IN: "visitor"},
    ),
    Row("accept_invitation", at=a_link, get=SIGNED_IN, post=SIGNED_IN),
    Row(
        "import_list",
        get={DONE: "operator", REFUSED: "*", SIGN_IN: "visitor"},
        post={DONE: "operator", REFUSED: "*", SIGN_IN: "visitor"},
    ),
]
