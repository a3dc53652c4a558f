"""Inspections re-derived: the register, both draws and the avoidance follow from the export alone; each lie is named."""

import copy

from draws import ways
from supervision.actions.unlist_inspector import unlist_inspector
from tests.ledger.falsifications.catalogue import find, move, shift
from tests.ledger.plays.record import Record
from tests.makers import supervision as make

FOLLOWS = "the draw does not follow from the register and the numbers committed to"


def play() -> None:
    """Two inspections: one whose organ shows its number, one whose organ stays silent; an inspector tied to all stands aside."""
    organ = make.an_organ(agencies=3)
    names = make.reads.register_before().entrants("410000", "")
    make.an_inspector(organ, ties=tuple(names))
    unlist_inspector(actor=organ, code=make.an_inspector(organ).code)
    first = make.an_announced_inspection(organ, item="B02")
    late = make.a_listed_agency()
    make.shown(organ, first)
    make.a_listed_agency()
    outcome = make.drawn(first).outcome
    assert late.uscc in outcome["draws"][0]["entrants"]
    assert (len(outcome["draws"][0]["entrants"]), len(outcome["aside"])) == (4, 1)
    assert len(make.drawn(make.an_announced_inspection(organ)).outcome["draws"][0]["entrants"]) == 5


RECORD = Record(
    "Inspections", play, inspector_listed=6, inspector_unlisted=1, inspection_announced=2, inspection_shown=1, inspection_drawn=2
)


@RECORD.lie(FOLLOWS)
def an_agency_is_left_out_of_the_list(events):
    find(events, "inspection.drawn")["draws"][0]["entrants"].pop()


@RECORD.lie(FOLLOWS)
def an_agency_that_came_after_the_list_stands_in_it(events):
    draw = find(events, "inspection.drawn")["draws"][0]
    draw["entrants"] = sorted({*draw["entrants"], find(events, "org.registered", 4)["org"]})


@RECORD.lie(FOLLOWS)
def an_agency_that_is_registered_is_taken_off_the_record(events):
    events.remove(find(events, "org.registered"))


@RECORD.lie(FOLLOWS)
def a_registration_is_moved_behind_the_list(events):
    announced, late = find(events, "inspection.announced"), find(events, "org.registered", 3)
    late["at"] = shift(announced["listed_at"], seconds=0)
    move(events, late, before=find(events, "inspection.shown"))


@RECORD.lie(FOLLOWS)
def another_agency_is_drawn(events):
    drawn = find(events, "inspection.drawn")
    drawn["drawn"][0] = drawn["draws"][0]["order"][-1]


@RECORD.lie(FOLLOWS)
def the_order_of_the_agencies_is_changed(events):
    order = find(events, "inspection.drawn")["draws"][0]["order"]
    order[0], order[1] = order[1], order[0]


@RECORD.lie(FOLLOWS)
def another_inspector_is_drawn(events):
    drawn = find(events, "inspection.drawn")
    drawn["inspectors"][0] = drawn["draws"][1]["order"][-1]


@RECORD.lie(FOLLOWS)
def an_inspector_with_a_tie_does_not_stand_aside(events):
    drawn = find(events, "inspection.drawn")
    drawn["draws"][1]["entrants"].append(drawn["aside"].pop()["inspector"])


@RECORD.lie(FOLLOWS)
def an_inspector_is_kept_out_without_a_tie(events):
    drawn = find(events, "inspection.drawn")
    drawn["aside"].append({"inspector": drawn["draws"][1]["order"][-1], "because": "tie"})


@RECORD.lie(FOLLOWS)
def a_tie_is_left_out_of_the_pool(events):
    tied = next(e for e in events if e["type"] == "inspector.listed" and e["ties"])
    tied["ties"] = []


@RECORD.lie(FOLLOWS)
def an_inspector_who_left_the_pool_is_still_in_it(events):
    events.remove(find(events, "inspector.unlisted"))


@RECORD.lie(FOLLOWS)
def a_short_panel_is_said_to_be_whole(events):
    find(events, "inspection.drawn")["short"] = True


@RECORD.lie(FOLLOWS)
def a_seed_is_another(events):
    draw = find(events, "inspection.drawn")["draws"][0]
    draw["seed"] = "0" * 64


@RECORD.lie(FOLLOWS)
def another_way_than_was_announced_is_drawn_by(events):
    drawn = find(events, "inspection.drawn")
    given = [(party, value) for party, value in drawn["contributions"]]
    for draw in drawn["draws"]:
        came = ways.drawn(draw["draw"], draw["entrants"], given, places=draw["places"], way=ways.Way("F"))
        draw.update(order=came.order)


@RECORD.lie("expected a way of drawing that is known")
def an_unknown_way_is_announced(events):
    find(events, "inspection.announced")["way"]["method"] = "Q"


@RECORD.lie(FOLLOWS)
def the_organs_number_is_another_in_the_draw(events):
    drawn = find(events, "inspection.drawn")
    drawn["contributions"][0][1] = "0" * 64


@RECORD.lie(FOLLOWS)
def a_silent_organ_gets_a_number(events):
    drawn = find(events, "inspection.drawn", 1)
    drawn["contributions"][0][1] = "0" * 64


@RECORD.lie(FOLLOWS)
def one_agency_more_was_announced(events):
    find(events, "inspection.announced")["agencies"] = 3


@RECORD.lie(FOLLOWS)
def another_region_was_announced(events):
    find(events, "inspection.announced")["region"] = "410100"


@RECORD.lie(FOLLOWS)
def another_item_was_announced(events):
    find(events, "inspection.announced")["item"] = "B01"


@RECORD.lie(FOLLOWS)
def a_service_is_taken_off_the_record(events):
    find(events, "org.registered")["services"] = []


@RECORD.lie("the operator's number is not the one that it committed itself to")
def the_operators_number_is_another(events):
    find(events, "inspection.drawn")["contributions"][1][1] = "0" * 64


@RECORD.lie("the operator's number is not the one that it committed itself to")
def the_operators_commitment_is_another(events):
    find(events, "inspection.announced")["commits"]["operator"] = "0" * 64


@RECORD.lie("the number shown is not the one that was committed to")
def the_organ_shows_another_number(events):
    find(events, "inspection.shown")["value"] = "0" * 64


@RECORD.lie("announced for")
def it_is_drawn_before_its_hour(events):
    drawn = find(events, "inspection.drawn")
    drawn["at"] = shift(find(events, "inspection.announced")["draws_at"], seconds=-1)


@RECORD.lie("to be announced before")
def it_is_drawn_before_it_is_announced(events):
    announced, drawn = find(events, "inspection.announced"), find(events, "inspection.drawn")
    events.remove(find(events, "inspection.shown"))
    drawn["at"] = announced["at"]
    move(events, drawn, before=announced)


@RECORD.lie("expected the lists an hour and the draw a day after the announcement")
def the_hour_of_the_list_is_chosen(events):
    announced = find(events, "inspection.announced")
    announced["listed_at"] = shift(announced["listed_at"], seconds=60)


@RECORD.lie("expected a number shown from")
def the_number_is_shown_before_the_list_is_taken(events):
    announced, shown = find(events, "inspection.announced"), find(events, "inspection.shown")
    shown["at"] = announced["listed_at"]


@RECORD.lie("to show its number, once")
def a_number_is_shown_twice(events):
    shown = find(events, "inspection.shown")
    events.insert(events.index(shown) + 1, copy.deepcopy(shown) | {"at": shift(shown["at"], seconds=1)})


@RECORD.lie("was drawn before")
def it_is_drawn_twice(events):
    drawn = find(events, "inspection.drawn")
    events.insert(events.index(drawn) + 1, copy.deepcopy(drawn) | {"at": shift(drawn["at"], seconds=1)})


@RECORD.lie("to announce its own inspection")
def another_organ_announces_it(events):
    find(events, "inspection.announced")["by"]["org"] = find(events, "org.registered")["org"]


@RECORD.lie("at least one agency and two inspectors")
def one_inspector_goes_alone(events):
    find(events, "inspection.announced")["inspectors"] = 1


@RECORD.lie("the commitments of operator and organ")
def the_organ_is_not_committed(events):
    announced = find(events, "inspection.announced", 1)
    del announced["commits"][announced["organ"]]


@RECORD.lie("to list its own inspectors")
def another_lists_an_inspector(events):
    find(events, "inspector.listed")["by"] = {"kind": "operator", "org": find(events, "inspector.listed")["organ"]}


@RECORD.lie("is in no pool")
def an_inspector_leaves_twice(events):
    gone = find(events, "inspector.unlisted")
    events.insert(events.index(gone) + 1, copy.deepcopy(gone) | {"at": shift(gone["at"], microseconds=1)})


@RECORD.lie("to be drawn within a day of its hour")
def a_draw_whose_outcome_displeases_is_let_fall(events):
    events.remove(find(events, "inspection.drawn"))
