"""Who may do what at which address: one row an address, and every cell is tried.

A room declares its addresses in `tests/access/matrix_<room>.py`:

    ROWS = [
        Row("need", at=lambda world: [an_open_need(world.actors["buyer"]).number], get={DONE: "*"}),
        Row("my_need", at=…, get={DONE: "buyer", SIGN_IN: "visitor", HIDDEN: "*"}, post={DONE: "buyer", SIGN_IN: "visitor", HIDDEN: "*"}),
    ]

`at` gives the arguments of the address (and may put the owner of the thing it makes into `world.actors`); `get` and `post`
say what each kind of actor meets, `*` being everybody whom the row does not name. A method that is not declared is refused
to everybody. Each cell starts from the same world: whatever a request changes is rolled back before the next.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kernel.actors import VISITOR, Actor
from market.models import Person
from market.states import OrganisationKind
from tests.house.tree import ROOMS
from tests.makers import market as make

DONE = "done"  # served, or a form given back with its faults (2xx, 422, a redirect that is not to the sign-in page)
REFUSED = "refused"  # 403: the actor may know that it exists
HIDDEN = "hidden"  # 404: the actor may not even know that
SIGN_IN = "sign in"  # sent to the sign-in page
BAD = "bad"  # 400: not a request that anybody could make in a browser (a webhook without its signature)
WRONG = "wrong method"  # 405
KINDS = ("visitor", "buyer", "bidder", "firm", "department", "agency", "regulator", "operator", "finance")


class World:
    """The actors of one row's cells. `buyer` and `bidder` own what a row makes; `firm`, `department`, `agency` are strangers."""

    seed = ""

    def __init__(self) -> None:
        self.actors: dict[str, Actor] = {
            "visitor": VISITOR,
            "buyer": make.a_firm(),
            "bidder": make.acting_for(make.an_organisation(OrganisationKind.AGENCY)),
            "firm": make.a_firm(),
            "department": make.a_department(),
            "agency": make.acting_for(make.an_organisation(OrganisationKind.AGENCY)),
            "regulator": make.a_regulator(),
            "operator": make.an_operator(),
            "finance": make.acting_for(make.an_organisation(OrganisationKind.FINANCE)),
        }

    def client(self, kind: str) -> Client:
        """A browser in which that actor has signed in."""
        client, actor = Client(), self.actors[kind]
        if actor.person_id is not None:
            person = Person.objects.get(pk=actor.person_id)
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client


@dataclass(frozen=True)
class Row:
    """One address and what each kind of actor meets there."""

    name: str
    get: Mapping[str, str] = field(default_factory=dict)
    post: Mapping[str, str] = field(default_factory=dict)
    at: Callable[[World], Sequence[object]] = lambda world: ()
    data: Callable[[World], Mapping[str, object]] = lambda world: {}

    def wanted(self, method: str, kind: str) -> str:
        """What that kind meets with that method; "" where nothing is declared."""
        declared = self.get if method == "get" else self.post
        named = {who: outcome for outcome, words in declared.items() for who in words.split()}
        assert set(named) <= {*KINDS, "*"}, f"{self.name} names an actor that there is not: {set(named) - set(KINDS)}"
        return named.get(kind, named.get("*", ""))


def outcome(response: HttpResponse) -> str:
    """What a response amounts to."""
    code = response.status_code
    if code in {301, 302, 303} and "/accounts/login/" in response.headers["Location"]:
        return SIGN_IN
    if code < 400 or code == 422:
        return DONE
    return {400: BAD, 403: REFUSED, 404: HIDDEN, 405: WRONG}.get(code, str(code))


def addresses(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(name, pattern) of every address whose view lives in a room of ours."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from addresses(entry, inner)
        elif is_ours(entry):
            yield ":".join((*spaces, entry.name or str(entry.pattern))), str(entry.pattern)


def is_ours(entry: URLPattern) -> bool:
    """Whether a room of ours answers."""
    view = getattr(entry.callback, "view_class", None) or getattr(entry.callback, "cls", None) or entry.callback
    return view.__module__.split(".")[0] in ROOMS
