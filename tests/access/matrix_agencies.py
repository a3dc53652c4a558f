"""The agencies' addresses: joining is an agency's own, an application is an official's of the region, the rest is public."""

from collections.abc import Callable, Sequence

from agencies import actions
from agencies.models import Registration
from tests.access.matrix import DONE, HIDDEN, REFUSED, SIGN_IN, Row, World
from tests.makers import agencies as make
from tests.makers import controls

# `bidder` is the agency whose thing it is; `agency` has not begun to register.
OWN = {DONE: "bidder", SIGN_IN: "visitor", REFUSED: "*"}
OFFICIAL = {DONE: "operator regulator", SIGN_IN: "*"}


def begun(world: World) -> tuple[()]:
    """The bidder has an application with every task done."""
    make.a_full_application(applicant=started(world), practitioners={"工程师": 1}, certificate="示例资质证书")
    return ()


def started(world: World):
    """The bidder, who has begun to register."""
    actions.start_registration(actor=world.actors["bidder"])
    return world.actors["bidder"]


def of(what: str) -> Callable[[World], Sequence[object]]:
    """The key of one of the bidder's own things."""

    def at(world: World) -> list[object]:
        begun(world)
        if what == "ties":
            actions.declare_tie(actor=world.actors["bidder"], organ_name="示例水利局", nature="下属单位")
        if what == "controllers":
            controls.a_control(world.actors["bidder"], controls.PARENT)
        agency = make.the_agency(world.actors["bidder"])
        return [getattr(agency, what).first().pk]

    return at


def waiting(world: World) -> list[object]:
    """An application that waits for its answer, in the region of the world's officials."""
    begun(world)
    return [actions.submit_registration(actor=world.actors["bidder"]).pk]


def joined(world: World) -> list[object]:
    """An agency that has joined."""
    (pk,) = waiting(world)
    actions.admit_registration(actor=world.actors["operator"], registration_id=int(str(pk)))
    return [Registration.objects.get(pk=pk).agency.organisation.uscc]


ROWS = [
    Row("join", get={DONE: "*"}),
    Row("join_start", post={DONE: "bidder agency", SIGN_IN: "visitor", REFUSED: "*"}),
    *(
        Row(f"join_{name}", at=begun, get=OWN, post=OWN)
        for name in ("unit", "licence", "representative", "agent", "service_new", "certificates", "practitioners", "ties")
    ),
    Row("join_promises", at=begun, get=OWN, post=OWN),
    Row("join_check", at=begun, get=OWN, post=OWN),
    Row("join_services", at=begun, get=OWN),
    Row("join_done", at=begun, get=OWN),
    Row("join_service", at=of("services"), get=OWN, post=OWN),
    Row("join_service_withdraw", at=of("services"), post=OWN),
    Row("join_certificate_drop", at=of("certificates"), post=OWN),
    Row("join_practitioner_drop", at=of("practitioners"), post=OWN),
    Row("join_tie_drop", at=of("ties"), post=OWN),
    Row("join_controllers", at=begun, get=OWN, post=OWN),
    Row("join_control_drop", at=of("controllers"), post=OWN),
    Row("join_paper", at=of("papers"), get={DONE: "bidder", SIGN_IN: "visitor", HIDDEN: "*"}),
    Row("agency", at=joined, get={DONE: "*"}),
    Row("agency_json", at=joined, get={DONE: "*"}),
    Row("registrations:index", at=lambda world: waiting(world)[:0], get=OFFICIAL),
    Row("registrations:index_results", at=lambda world: waiting(world)[:0], get=OFFICIAL),
    Row("registrations:inspect", at=waiting, get=OFFICIAL),
    Row("registrations:admit", at=waiting, get=OFFICIAL, post=OFFICIAL),
    Row("registrations:return", at=waiting, get=OFFICIAL, post=OFFICIAL),
]
