"""Tables: keys point down, states move by their lives, nothing hangs."""

import ast

import pytest
from django.apps import apps
from django.db.models import Model
from django_fsm import FSMField

from agencies.models.agency_life import AgencyLife
from agencies.states import Standing
from kernel.life import Life
from tests.house.tree import ROOMS, found, modules, nodes

OURS = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in ROOMS]
LIVES = [model for model in OURS if issubclass(model, Life)]
# Where a life may rest for good although it could move on. Every other life ends in a state without a way out.
RESTS: dict[type[Life], set[str]] = {AgencyLife: {Standing.UNLISTED, Standing.LISTED}}


def state_of(model: type[Model]) -> FSMField:
    """The state field of a life."""
    (field,) = (field for field in model._meta.fields if isinstance(field, FSMField))
    return field


def moves(model: type[Model]) -> set[tuple[str, str]]:
    """Every (from, to) of a life."""
    field = state_of(model)
    states = {value for value, _ in field.flatchoices}
    found_moves = set()
    for move in field.get_all_transitions(model):
        sources = states if move.source == "*" else {move.source}
        found_moves |= {(str(source), str(move.target)) for source in sources}
    return found_moves


def test_keys_that_cross_rooms_point_down_and_leave_no_trace_there() -> None:
    guilty = []
    for model in OURS:
        for field in model._meta.get_fields():
            if not (field.concrete and field.is_relation) or field.related_model._meta.app_label not in ROOMS:
                continue
            if field.model._meta.app_label not in ROOMS:
                continue  # a library's, inherited
            here, there = model._meta.app_label, field.related_model._meta.app_label
            if ROOMS.index(there) > ROOMS.index(here):
                guilty.append(f"{field} points up to {there}")
            if here != there and not field.remote_field.hidden and not field.auto_created and not model._meta.auto_created:
                guilty.append(f"{field} wants related_name='+'")
    assert guilty == []


def test_there_are_lives() -> None:
    assert {"Need", "Bid", "Award", "Contract", "Agency"} <= {model.__name__ for model in LIVES}


@pytest.mark.parametrize("model", LIVES, ids=lambda model: model.__name__)
def test_every_state_has_a_way_to_an_end(model) -> None:
    ways = moves(model)
    states = {str(value) for value, _ in state_of(model).flatchoices}
    rests = next((ends for life, ends in RESTS.items() if issubclass(model, life)), set())
    ends = {str(state) for state in rests} or states - {source for source, _ in ways}
    arriving = set(ends)
    while more := {source for source, target in ways if target in arriving} - arriving:
        arriving |= more
    assert ends
    assert states - arriving == set()


@pytest.mark.parametrize("model", LIVES, ids=lambda model: model.__name__)
def test_every_state_can_be_come_to(model) -> None:
    field = state_of(model)
    reached = {str(field.get_default())}
    ways = moves(model)
    while more := {target for source, target in ways if source in reached} - reached:
        reached |= more
    assert {str(value) for value, _ in field.flatchoices} - reached == set()


@pytest.mark.parametrize("model", LIVES, ids=lambda model: model.__name__)
def test_a_state_is_protected(model) -> None:
    assert state_of(model).protected


def test_no_form_or_desk_edits_a_state() -> None:
    states = {state_of(model).name for model in LIVES}
    guilty = []
    for path in modules():
        if not {"forms", "desk", "wagtail_hooks", "admin"} & {path.stem, *path.parts}:
            continue
        for assigned in nodes(path, ast.Assign):
            if {target.id for target in assigned.targets if isinstance(target, ast.Name)} & {"fields", "panels", "edit_fields"}:
                words = {n.value for n in ast.walk(assigned.value) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
                guilty += [found(path, assigned)] if words & (states | {"__all__"}) else []
    assert guilty == []
