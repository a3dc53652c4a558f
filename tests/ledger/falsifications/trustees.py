"""Lies about who holds a need's keys: keys that nobody signed, or for something else; the rest of each record fits them."""

from collections.abc import Callable
from pathlib import Path

from tests.ledger.falsifications.catalogue import Event, Options, against_a_witness, find, resigned, shift
from tests.makers.chance import with_two_trustees
from tests.makers.history import NOTARY, REGULATOR, a_notary
from tests.makers.ledger import an_export, public_of

UNSIGNED = "the key of trustee 2 is not signed by it for this need, lot and deadline"
NUMBERED = "expected trustees numbered from 1, with names and keys of their own"
FOREIGN = "trustee 2 is not one of trust.json"


@resigned(UNSIGNED)
def a_key_is_signed_for_another_need(events):
    """A trustee's signed key for another need stands in the notice."""
    events[:] = with_two_trustees(lambda number, deadline: a_notary("ZX-2026-0002", deadline))


@resigned(UNSIGNED)
def a_key_is_signed_for_another_deadline(events):
    """A trustee's key for an earlier deadline, which it will give earlier, stands in the notice."""
    events[:] = with_two_trustees(lambda number, deadline: a_notary(number, shift(deadline, days=-1)))


@resigned(UNSIGNED)
def a_key_is_signed_for_another_lot(events):
    """A trustee's key for the plans stands for the prices."""
    events[:] = with_two_trustees(lambda number, deadline: a_notary(number, deadline, lot="technical"))


@resigned(UNSIGNED)
def a_key_that_waits_for_more_is_named(events):
    """A trustee's key that waits for scores stands in a notice without experts."""
    events[:] = with_two_trustees(lambda number, deadline: a_notary(number, deadline, after="scores.closed"))


@resigned(UNSIGNED)
def another_trustee_signs_in_its_place(events):
    """A key signed by the regulator stands under the notary's public key."""
    events[:] = with_two_trustees(lambda number, deadline: {**a_notary(number, deadline, key=REGULATOR), "by": public_of(NOTARY)})


@resigned(UNSIGNED)
def the_operator_puts_its_own_key_in_a_trustees_place(events):
    """The key of a trustee is another than it signed: one to which the operator knows the secret."""
    other = a_notary("ZX-2026-0009", "")["pk"]
    events[:] = with_two_trustees(lambda number, deadline: {**a_notary(number, deadline), "pk": other})


@resigned(UNSIGNED)
def a_trustees_signature_is_left_out(events):
    """A trustee is named by its public key, and signed nothing."""
    events[:] = with_two_trustees(lambda number, deadline: {**a_notary(number, deadline), "sig": ""})


@resigned("expected every trustee but the platform itself to have signed its key")
def the_operator_holds_every_key_under_other_names(events):
    """A second trustee is named without a signature: the operator may be both."""
    plain = ("i", "name", "pk")
    events[:] = with_two_trustees(lambda number, deadline: {name: a_notary(number, deadline)[name] for name in plain})


@resigned(NUMBERED)
def two_trustees_have_one_name(events):
    """The second trustee bears the name of the first."""
    events[:] = with_two_trustees(lambda number, deadline: {**a_notary(number, deadline), "name": "operator"})


@resigned(NUMBERED)
def more_keys_are_asked_for_than_there_are_trustees(events):
    """Three of two trustees are to open: nobody can, and the need can be given up at will."""
    events[:] = with_two_trustees()
    find(events, "need.published")["trustees"]["t"] = 3


def beside_the_known(folder: Path, second: Callable[[str, str], Event]) -> Options:
    """An export whose trust.json names the notary, of a notice with this second trustee."""
    an_export(folder, with_two_trustees(second), trustees=[{"name": "notary", "key": public_of(NOTARY)}])
    return {}


@against_a_witness(FOREIGN)
def a_trustee_is_nobody_who_is_known(true: list[Event], folder: Path) -> Options:
    """Everything is signed, by a key that trust.json does not name: the operator made itself a notary."""
    return beside_the_known(folder, lambda number, deadline: a_notary(number, deadline, key=REGULATOR))


@against_a_witness(FOREIGN)
def a_trustee_bears_anothers_name(true: list[Event], folder: Path) -> Options:
    """The notary's signed key stands under the regulator's name."""
    return beside_the_known(folder, lambda number, deadline: {**a_notary(number, deadline), "name": "regulator"})
