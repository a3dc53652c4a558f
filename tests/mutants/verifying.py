"""Planted bugs of the verifier's short ways: lines judged by others of their form, and checks that a second process makes."""

from tests.mutants.mutant import Mutant

SPELLING = "tests/ledger/test_spelling.py::"
TWO = "tests/ledger/test_two_processes.py::"
COPIED = "tests/ledger/test_copied_bids.py::"
NO_ENTRY = f"{SPELLING}test_a_line_that_is_no_entry_is_none_after_any_others"

VERIFYING = (
    Mutant(
        "I3",
        "the verifier takes a line whose last text never ends for one of the form of another",
        "spelling:form",
        "len(texts) % 2 == 0 or ",
        "",
        (NO_ENTRY,),
    ),
    Mutant(
        "I3",
        "the verifier takes a line with an escaped text for one of the form of another",
        "spelling:form",
        "len(line.translate(None, ESCAPED)) != len(line)",
        "False",
        (NO_ENTRY,),
    ),
    Mutant(
        "I3",
        "the verifier takes lines with other names for lines of one form",
        "spelling:form",
        "bones, names_of(bones)(texts)",
        "bones",
        (NO_ENTRY,),
    ),
    Mutant(
        "I3",
        "the verifier lets a number pass that not every language reads alike",
        "spelling:is_spelt",
        "not plain(entry)",
        "False",
        (f"{SPELLING}test_a_long_number_speaks_for_itself_alone",),
    ),
    Mutant(
        "I3",
        "the second process of the verifier keeps the lines to itself that are no entries",
        "beside:work_beside",
        "not (odd or export.findings)",
        "not export.findings",
        (f"{TWO}test_a_line_that_is_no_entry_is_found_where_all_is_signed_again",),
    ),
    Mutant(
        "I3",
        "a check that is lost between the processes of the verifier is not missed",
        "beside:Beside.finish",
        "self.checks == market.checks and ",
        "",
        (f"{TWO}test_a_check_that_is_lost_on_its_way_is_missed",),
    ),
    Mutant(
        "I3",
        "the verifier lets the later of two bids of one seed stand",
        "bids:Bids.on_bid_void",
        "(first.at, first.bidder) < (bid.at, bid.bidder)",
        "first is not bid",
        (f"{COPIED}test_an_operator_who_lets_the_later_one_stand_is_named",),
    ),
    Mutant(
        "I3",
        "of two bids of one seed the one of the smaller code stands",
        "bidding.actions.opening.open_bids:_open_with",
        "sorted(bids, key=lambda bid: bid.at)",
        "bids",
        (f"{COPIED}test_the_earlier_of_two_bids_of_one_seed_stands",),
    ),
)
