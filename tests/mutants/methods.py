"""Bugs of single methods and of the directory, planted one by one."""

from tests.mutants.mutant import Mutant

METHODS = (
    Mutant(
        "I3",
        "the pick of a short list does not count",
        "bidding.methods.credit_shortlist.decide:in_order",
        "return [pick.bidder, *(bidder for bidder in listed if bidder != pick.bidder)]",
        "return list(listed)",
        ("tests/actions/test_credit_shortlist.py::test_the_pick_is_first_and_the_others_stand_by_in_the_drawn_order",),
    ),
    Mutant(
        "I3",
        "a draw by another way than its notice names",
        "bidding.reads.results:chance_of",
        '"way": way_named(terms)',
        '"way": way_named({})',
        ("tests/draws/test_ways_of_drawing.py::test_a_random_draw_follows_the_way_of_its_notice",),
    ),
    Mutant(
        "I3",
        "a trustee's number that opens is replaced by what stands in for it",
        "draws.actions.show_contributions:_shown",
        "if not keys and given.party != OPERATOR:",
        "if given.party != OPERATOR:",
        ("tests/draws/test_contributions.py::test_with_four_trustees_the_contribution_lies_sealed_and_three_keys_open_it",),
    ),
    Mutant(
        "I5",
        "who gave a need back is chosen again",
        "bidding.rules.choosing:chosen_agency_has_not_given_it_back",
        "return ",
        "return True or ",
        ("tests/actions/test_direct_choice.py::test_whoever_declines_is_not_chosen_again_and_another_is",),
    ),
    Mutant(
        "I16",
        "the directory does not follow its tables",
        "search.follow:_follow",
        "engine.index(document)",
        "None",
        ("tests/search/test_directory.py::test_the_directory_hears_of_a_suspension_and_of_its_end",),
    ),
    Mutant(
        "I16",
        "a rebuilt directory keeps what is there no more",
        "search.engines.postgres:PostgresEngine.rebuild",
        "SET is_gone = true",
        "SET is_gone = is_gone",
        ("tests/mutants/killers.py::test_a_rebuilt_directory_holds_what_it_was_given_and_no_more",),
    ),
)
