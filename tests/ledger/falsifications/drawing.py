"""Falsified histories, each signed again with the operator's key: by which way was drawn."""

from bidding.methods import WAYS
from draws.ways import RFC3797, Way
from tests.ledger.falsifications.catalogue import find, resigned
from tests.makers.chance import drawn_by, with_a_notary

WAY = "expected a way of drawing that is known and can draw this"


@resigned("the case is not what notice, frozen list and opened bids give: it has a needless way")
def a_draw_is_made_again_by_another_method(events):
    """The decision is made anew, whole and consistent, by method F where the notice names method R."""
    decision = find(events, "decision.made")
    decision["case"]["way"] = {"method": "F", "digest": "sha256"}
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("the case is not what notice, frozen list and opened bids give: it has a needless way")
def a_draw_is_made_again_by_another_hash(events):
    """The decision is made anew, whole and consistent, by SM3 where the notice names SHA-256."""
    decision = find(events, "decision.made")
    decision["case"]["way"] = {"method": "R", "digest": "sm3"}
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("the case is not what notice, frozen list and opened bids give: it has no way")
def the_usual_way_is_drawn_by_where_rfc_3797_is_named(events):
    """The notice names RFC 3797; the decision is made by method R, whole and consistent."""
    events[:] = drawn_by(Way(RFC3797))
    decision = find(events, "decision.made")
    del decision["case"]["way"]
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("a draw among equals does not follow from its seed")
def the_case_names_the_way_of_the_notice_and_another_is_drawn_by(events):
    """Notice and case name method F; the seed, the order and the ranking are those of method R."""
    usual = true = None
    while usual == true:  # two among equals come in the same order by both methods every other time
        events[:] = drawn_by(Way("F"))
        decision = find(events, "decision.made")
        true = {name: decision[name] for name in ("ranking", "struck", "draws", "low")}
        usual = WAYS["sealed_price"].decide_json({name: said for name, said in decision["case"].items() if name != "way"})
        usual = {name: usual[name] for name in true}
    decision.update(usual)


@resigned("a draw among equals does not follow from its seed")
def a_turn_of_rfc_3797_takes_out_another(events):
    events[:] = drawn_by(Way(RFC3797))
    order = find(events, "decision.made")["draws"][0]["order"]
    order[0], order[1] = order[1], order[0]


@resigned("a draw among equals does not follow from its seed")
def an_entrant_stands_twice_in_a_draw(events):
    """An entrant stands twice in the list of a draw, and so has two chances."""
    draw = find(events, "decision.made")["draws"][0]
    draw["entrants"].insert(0, draw["entrants"][0])


@resigned("the case names other bids than were opened")
def a_bidder_stands_twice_in_the_case(events):
    """A bidder's offer stands twice in what is decided on."""
    offers = find(events, "decision.made")["case"]["offers"]
    offers.append(offers[0])


@resigned(WAY)
def an_unknown_way_of_drawing_is_named(events):
    find(events, "need.published")["draw"]["way"]["method"] = "Q"


@resigned(WAY)
def a_way_of_drawing_names_a_hash_that_is_broken(events):
    find(events, "need.published")["draw"]["way"]["digest"] = "md5"


@resigned(WAY)
def a_notarys_words_are_named_beside_rfc_3797(events):
    """A notary can write down any words: RFC 3797 makes no number of them."""
    events[:] = with_a_notary()
    find(events, "need.published")["draw"]["way"]["method"] = RFC3797


@resigned(WAY)
def rfc_3797_is_named_where_some_hold_more_numbers(events):
    find(events, "need.published")["draw"]["way"]["method"] = RFC3797
    find(events, "need.published")["method"] = "credit_shortlist"


@resigned("expected the way of drawing, as in the notices before it")
def a_later_notice_names_no_way_of_drawing(events):
    del find(events, "need.published", need="ZX-2026-0002-2")["draw"]["way"]
