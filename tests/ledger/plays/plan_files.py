"""Plans with files, some of which are not read, verify from the export alone, and each lie about them is named."""

from tests.ledger.falsifications.catalogue import find
from tests.ledger.plays.record import Record
from tests.makers import experts, plan_files
from tests.makers.bids import a_bidder


def play() -> None:
    """Three bidders: one of two files that are read; one of a file that another key would open and one that never came; one without."""
    need, _ = experts.a_need_with_plans(70_000)
    plan_files.a_bid_with_files(need, a_bidder(), plan_files.a_file(), plan_files.a_file())
    crooked, never = plan_files.a_file(key=plan_files.a_file()[1]["key"]), plan_files.a_file()
    agency = a_bidder()
    names = plan_files.hand_in(need, agency, crooked)
    plan_files.a_bid_with_files(need, agency, crooked, never, names=names)
    experts.closed_and_drawn(need)


RECORD = Record("Files of plans", play, bid_sealed=3, plan_opened=3, experts_drawn=1)


def opened(events, outcome):
    return next(e for e in events if e["type"] == "plan.opened" and outcome in [each["outcome"] for each in e.get("files", [])])


def file_of(events, outcome):
    return next(each for each in opened(events, outcome)["files"] if each["outcome"] == outcome)


@RECORD.lie("a file of a plan is said to be not-handed-in, where the bid came with")
def a_file_that_came_is_said_never_to_have_come(events):
    file_of(events, "read")["outcome"] = "not-handed-in"


@RECORD.lie("a file of a plan is said to be missing, where the bid came with")
def a_file_that_never_came_is_said_to_be_lost(events):
    file_of(events, "not-handed-in")["outcome"] = "missing"


@RECORD.lie("a file of a plan is said to be unwelcome, where the bid came with")
def a_file_has_an_outcome_that_there_is_not(events):
    file_of(events, "read")["outcome"] = "unwelcome"


@RECORD.lie("expected the outcome of every file of the plan, once")
def the_outcomes_of_files_are_left_out(events):
    del opened(events, "read")["files"]


@RECORD.lie("expected the outcome of every file of the plan, once")
def a_file_has_two_outcomes(events):
    files = opened(events, "ciphertext")["files"]
    files.append({**files[0], "outcome": "altered"})


@RECORD.lie("expected at most ten ciphertexts, each named once by its hash, in order")
def a_bid_comes_with_eleven_ciphertexts(events):
    sealed = find(events, "bid.sealed", bid=opened(events, "read")["bid"])
    sealed["plan"]["files"] = [f"{n:064x}" for n in range(11)]


@RECORD.lie("expected at most ten ciphertexts, each named once by its hash, in order")
def a_ciphertext_is_named_by_no_hash(events):
    find(events, "bid.sealed", bid=opened(events, "read")["bid"])["plan"]["files"][0] = "00"
