"""The check in the browser is a second implementation: over every export it names what the Python verifier names, place by place."""

from tests.ledger.browser import disagreements, in_the_browser, place, verify
from tests.ledger.falsifications import CATALOGUE
from tests.ledger.falsifications.sentences import CHINESE
from tests.ledger.mutants import CHANGES, mutant
from tests.makers.chance import with_two_trustees
from tests.makers.ledger import an_export
from tests.makers.market_day import a_market
from tests.node import needs_node


@needs_node
def test_both_implementations_name_the_same_files_and_lines_in_every_falsification_and_nothing_in_the_true_export(tmp_path):
    true = a_market().events
    exports = {"true": (an_export(tmp_path / "true", true, verifier=False), {})}
    for name, false in CATALOGUE.items():
        exports[name] = (tmp_path / name / "false", false.plant(true, tmp_path / name / "false"))
    assert disagreements(exports) == {}
    sound, *found = in_the_browser(list(exports.values()))
    assert sound == []
    for (name, false), said in zip(CATALOGUE.items(), found, strict=True):
        folder, options = exports[name]
        where = {place(each) for each in verify.check(folder, **options).findings if false.says in each}
        assert any((file, line) in where and CHINESE[false.says] in sentence for file, line, sentence in said), (name, said)


@needs_node
def test_both_name_the_same_places_in_records_changed_by_chance(tmp_path):
    true = a_market().events
    exports = {}
    for seed in range(25 * len(CHANGES)):
        name, events = mutant(true, seed)
        exports[name] = (an_export(tmp_path / str(seed), events, verifier=False), {})
    assert disagreements(exports) == {}
    named = [name.split()[0] for name, found in zip(exports, in_the_browser(list(exports.values())), strict=True) if found]
    assert len(named) >= 100, "a green run is not empty"
    assert {change.__name__ for change in CHANGES} == set(named)


@needs_node
def test_both_name_the_same_places_where_the_trustees_of_a_notice_are_changed_by_chance(tmp_path):
    true, exports = with_two_trustees(), {}
    for seed in range(60 * len(CHANGES)):
        name, [*changed] = mutant([true[1]], seed)
        if [{**each, "trustees": {}} for each in changed if type(each.get("trustees")) is dict] == [{**true[1], "trustees": {}}]:
            exports[name] = (an_export(tmp_path / str(seed), [true[0], *changed, *true[2:]], verifier=False), {})
    assert disagreements(exports) == {}
    said = [sentence for found in in_the_browser(list(exports.values())) for _, _, sentence in found]
    assert sum("密钥方" in sentence for sentence in said) >= 50, "a green run is not empty"
