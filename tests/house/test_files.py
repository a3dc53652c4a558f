"""Files: short, well named, free of what belongs to one machine."""

import re

from tests.house.tree import DRAWERS, ROOT, files, modules, text

LONGEST = 300
LONGEST_TABLE_OF_TESTS = 450
LOCKED = {"package-lock.json", "look.css", "tokens.css"}
TEXTS = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".md",
    ".in",
    ".txt",
    ".toml",
    ".json",
    ".csv",
    ".typ",
    ".sh",
    ".yml",
    ".ini",
    ".po",
    "",
}
# Written in two halves, so that this file is not its own finding.
PRIVATE = [
    r"/work" + r"/(main|wt|shared|venv|pgdata)",
    r"/ro" + r"ot/",
    r"/ho" + r"me/\w+/",
    r"https?://[\w.-]+/(simple|artifactory)\b",
    r"registry\.npm" + r"(js\.org|mirror\.com)",
    r"--(extra-)?index" + r"-url[ =]",
    r"sk_(live|test)_[0-9A-Za-z]{1" + r"6,}",
    r"whsec_[0-9A-Za-z]{2" + r"4,}",
    r"BEGIN (RSA |EC |OPENSSH )?PRIV" + r"ATE KEY",
    r"AKIA[0-9A-Z]{1" + r"6}",
    r"gh[pousr]_[0-9A-Za-z]{2" + r"0,}",
]


def test_no_file_is_long() -> None:
    long = {
        str(path): lines
        for path in files()
        if path.suffix in {".py", ".js", ".mjs", ".html", ".typ", ".sh"}
        and "migrations" not in path.parts
        and not path.match("*/static/*/*.js")
        and (lines := len(text(path).splitlines())) > (LONGEST_TABLE_OF_TESTS if path.parts[0] == "tests" else LONGEST)
    }
    assert long == {}


def test_no_drawer_for_everything() -> None:
    assert [str(path) for path in modules(tests=True) if DRAWERS & {path.stem, *path.parts}] == []


def test_nothing_of_one_machine_and_no_secret_is_kept() -> None:
    private = re.compile("|".join(PRIVATE))
    texts = (path for path in files() if path.suffix in TEXTS and (ROOT / path).stat().st_size < 2_000_000)
    guilty = [f"{path}: {hit.group(0)}" for path in texts for hit in private.finditer(text(path))]
    assert guilty == []


def test_requirements_name_no_address() -> None:
    assert [str(path) for path in files() if path.parts[0] == "requirements" and "://" in text(path)] == []


def test_locked_javascript_names_no_registry() -> None:
    assert [str(path) for path in files() if path.name == "package-lock.json" and '"resolved"' in text(path)] == []


def test_the_browsers_check_has_a_file_for_each_of_the_verifiers_and_no_file_knows_one_that_knows_it() -> None:
    verifier, browser = ROOT / "ledger/verifier", ROOT / "ledger/static/ledger/check"
    python = {str(path.relative_to(verifier).with_suffix("")) for path in verifier.rglob("*.py")}
    scripts = {path.resolve(): text(path.relative_to(ROOT)) for path in browser.rglob("*.js")}
    own = {
        "decision/__init__": "decision",
        "suites/__init__": "suites",
        "fetch": "page",
        "beside": "worker",
    }  # a package is a file; the browser's page fetches the record and checks it in a thread of its own
    names = {str(path.relative_to(browser).with_suffix("")) for path in scripts}
    assert {own.get(name, name) for name in python} - names == set()
    knows = {
        path: {(path.parent / name).resolve() for name in re.findall(r'from "(\..+?)"', said)} for path, said in scripts.items()
    }
    assert set().union(*knows.values()) <= set(scripts)
    while ends := [path for path, known in knows.items() if not known]:
        knows = {path: known - set(ends) for path, known in knows.items() if path not in ends}
    assert sorted(path.name for path in knows) == []


def test_the_pictures_that_the_journeys_keep_are_those_of_the_docs() -> None:
    kept = re.search(r"^KEPT = \{(.+)\}$", text(ROOT / "tests/journeys/conftest.py"), re.M)
    assert kept
    wanted = {f"{name}-{width}" for name in re.findall(r'"([^"]+)"', kept[1]) for width in ("desktop", "phone")}
    assert {path.stem for path in files() if path.parts[:2] == ("docs", "screenshots")} == wanted
