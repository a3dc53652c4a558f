"""Nothing hangs: for every state that somebody waits in, the verb that moves it on, who calls it, and by when.

A row: life, state → move, the verb that makes it, by when (a column), and the clock's function that then calls the verb.
Without a clock's function the state waits for the party named: nobody else waits for it, or that party alone can say.
"""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from config.wiring import TICK
from kernel.life import Life
from tests.house.test_models import moves, state_of
from tests.house.tree import ROOT

WAITING = """
agencies.Registration draft     submit              agencies.actions.submit_registration    -                 applicant
agencies.Registration returned  submit              agencies.actions.submit_registration    -                 applicant
agencies.Registration submitted admit               agencies.actions.admit_registration     due_at            agencies.due.admit_by_silence
agencies.Agency       warned    clear_warning       agencies.actions.restore_agency         warned_until      agencies.due.restore_due
agencies.Agency       suspended restore             agencies.actions.restore_agency         suspended_until   agencies.due.restore_due
agencies.Agency       removed   come_back           agencies.actions.start_registration     barred_until      applicant
bidding.Need          draft     discard             bidding.actions.drafting.discard_need            -                 buyer
bidding.Need          open      close               bidding.actions.opening.close_need              closes_at         bidding.due.close_due
bidding.Need          choosing  fail                bidding.actions.deciding.fail_need               choose_by         bidding.due.end_unchosen_due
bidding.Need          closed    open_bids           bidding.actions.opening.open_bids               closed_at         bidding.due.open_due
bidding.Need          closed    cancel              bidding.actions.opening.wait_for_keys           reveal_until bidding.due.open_due
bidding.Need          closed    start_scoring       bidding.actions.opening.open_plans              closed_at         bidding.due.open_plans_due
bidding.Need          scoring   open_bids           bidding.actions.opening.open_bids               scoring_began_at  bidding.due.open_due
bidding.Need          scoring   fail                bidding.actions.deciding.fail_need               scoring_began_at  bidding.due.close_scores_due
bidding.Need          opened    decide              bidding.actions.deciding.decide_need             opened_at         bidding.due.decide_due
bidding.Need          rounds    decide              bidding.actions.deciding.decide_need             rounds_began_at   bidding.due.decide_due
bidding.Need          shortlisted decide            bidding.actions.choosing.pick_agency             choose_by         bidding.due.pick_for_the_silent
bidding.Need          decided   award               bidding.actions.awards.award_need              publicity_ends_at bidding.due.award_due
bidding.Need          awarded   fail                bidding.actions.deciding.fail_need               awarded_at        bidding.due.decline_silent
bidding.Need          confirmed fail                bidding.actions.deciding.fail_need               confirmed_at      contracts.due.lapse_due
bidding.Need          confirmed finish              bidding.actions.awards.finish_need             confirmed_at      contract
bidding.Bid           sealed    open                bidding.actions.opening.open_bids               need.closes_at    bidding.due.open_due
bidding.Bid           sealed    leave_unopened      bidding.actions.deciding.fail_need               need.closes_at    bidding.due.close_due
bidding.Venture       proposed  lapse               bidding.actions.ventures.lapse_ventures         need.closes_at    bidding.due.close_due
bidding.Venture       agreed    dissolve            bidding.actions.ventures.leave_venture          -                 either-side
bidding.Award         offered   decline             bidding.actions.awards.decline_award           confirm_by        bidding.due.decline_silent
bidding.Award         confirmed revoke              bidding.actions.deciding.fail_need               -                 rest
bidding.Objection     open      dismiss             bidding.actions.deciding.answer_objection        answer_by         bidding.due.dismiss_unanswered
bidding.Explanation   asked     reject              bidding.actions.deciding.judge_explanation       explain_by        bidding.due.judge_silent
bidding.Explanation   given     accept              bidding.actions.deciding.judge_explanation       judge_by          bidding.due.judge_silent
contracts.Contract    drawn_up  lapse               contracts.actions.lapse_contract        sign_by           contracts.due.lapse_due
contracts.Contract    signed    terminate           contracts.actions.terminate_contract    due_on            either-side
contracts.Contract    delivered accept              contracts.actions.accept_by_silence     accept_by         contracts.due.accept_due
contracts.Contract    delivered terminate           contracts.actions.terminate_contract    delivered_at      either-side
contracts.Contract    returned  terminate           contracts.actions.terminate_contract    due_on            either-side
contracts.Contract    accepted  complete            contracts.actions.complete_contract     -                 payment
contracts.Change      proposed  refuse              contracts.actions.answer_change         -                 other-side
payments.Invoice      open      settle              payments.actions.note_payment           due_on            payer
payments.Invoice      settled   refund              payments.actions.note_refund            -                 rest
payments.Payment      prepared  succeed             payments.actions.note_payment           asked_at          payments.due.reconcile_due
payments.Payment      pending   succeed             payments.actions.note_payment           asked_at          payments.due.reconcile_due
payments.Payment      declined  try_again           payments.actions.prepare_payment        -                 payer
payments.Refund       prepared  succeed             payments.actions.note_refund            -                 payments.due.reconcile_due
payments.Refund       pending   succeed             payments.actions.note_refund            -                 payments.due.reconcile_due
ratings.Evaluation    recorded  object              ratings.actions.object_to_evaluation    object_by         rest
ratings.Evaluation    objected  withdraw            ratings.actions.answer_objection        answer_by         ratings.due.settle_objections
ratings.ExitCase      notified  lapse               ratings.actions.lapse_case              decide_by         ratings.due.lapse_due
ratings.ExitCase      answered  lapse               ratings.actions.lapse_case              decide_by         ratings.due.lapse_due
"""
ROWS = [tuple(line.split()) for line in WAITING.strip().splitlines()]
PARTIES = {"applicant", "buyer", "payer", "payment", "contract", "either-side", "other-side", "rest"}
# Where an agency stands for good: nobody waits for anything there.
AT_REST = {("agencies.Agency", "unlisted"), ("agencies.Agency", "listed")}


def source(module: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(Path(ROOT, *module.split(".")).with_suffix(".py").read_text(encoding="utf-8"))


def columns(model: type[Model]) -> set[str]:
    """A model's columns, those of its need as `need.…`."""
    own = {field.name for field in model._meta.fields}
    return own | {
        f"need.{f.name}" for field in model._meta.fields if field.name == "need" for f in field.related_model._meta.fields
    }


def test_every_state_with_a_way_out_stands_here() -> None:
    lives = [m for m in apps.get_models() if issubclass(m, Life)]
    leaving = {(m._meta.label, start) for m in lives for start, end in moves(m) if start != end}
    assert {(life, state) for life, state, *_ in ROWS} == leaving - AT_REST


@pytest.mark.parametrize(("life", "state", "move", "verb", "by", "who"), ROWS)
def test_something_moves_it_on(life, state, move, verb, by, who) -> None:
    model = apps.get_model(life)
    transitions = {(t.source, t.name) for t in state_of(model).get_all_transitions(model)}
    assert (state, move) in transitions
    called = {node.attr for node in ast.walk(source(verb)) if isinstance(node, ast.Attribute)}
    assert move in called, f"{verb} does not call {move}"
    assert callable(getattr(import_module(verb), verb.rsplit(".", 1)[1]))
    assert by == "-" or by in columns(model)
    assert who in PARTIES or who in TICK


@pytest.mark.parametrize("who", sorted({row[5] for row in ROWS if row[5] not in PARTIES}))
def test_the_clock_comes_to_the_verb(who) -> None:
    """From the clock's function, by imports alone, one reaches every verb that it is said to call."""
    seen: set[str] = set()
    ahead = {who.rsplit(".", 1)[0]}
    while ahead:
        seen |= ahead
        ahead = {name for module in ahead for name in imported(module)} - seen
    assert {verb for *_, verb, _, by in ROWS if by == who} <= seen


def imported(module: str) -> set[str]:
    """The project's modules that a module imports, names out of packages included."""
    found: set[str] = set()
    for node in ast.walk(source(module)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            names |= {written_in(node.module, alias.name) for alias in node.names}
            found |= {name for name in names if is_ours(name)}
    return found


def written_in(package: str, name: str) -> str:
    """The module in which a name that a package re-exports is written."""
    is_package = Path(ROOT, *package.split("."), "__init__.py").is_file()
    return str(getattr(getattr(import_module(package), name, None), "__module__", "")) if is_package else ""


def is_ours(module: str) -> bool:
    """Whether a dotted name is a module of the project."""
    return bool(module) and Path(ROOT, *module.split(".")).with_suffix(".py").is_file()
