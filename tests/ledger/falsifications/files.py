"""Falsified files: nothing is signed again."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.ledger.falsifications.catalogue import in_the_files
from tests.makers.ledger import ORIGIN, PUBLIC


def _lines(folder: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    file = folder / "entries.jsonl"
    file.write_bytes(b"".join(change(file.read_bytes().splitlines(keepends=True))))


@in_the_files("entries.jsonl has")
def the_last_line_is_dropped(folder: Path) -> None:
    """The last line is dropped."""
    _lines(folder, lambda lines: lines[:-1])


@in_the_files("this is line")
def the_last_line_is_doubled(folder: Path) -> None:
    """The last line stands twice."""
    _lines(folder, lambda lines: [*lines, lines[-1]])


@in_the_files("is not the signed one")
def two_lines_are_swapped(folder: Path) -> None:
    """Two registrations stand in the other order."""
    _lines(folder, lambda lines: [lines[0], lines[2], lines[1], *lines[3:]])


@in_the_files("is not the signed one")
def one_letter_of_a_title_is_changed(folder: Path) -> None:
    """One letter of a title is changed."""
    _lines(folder, lambda lines: [line.replace("水土保持".encode(), "水土保护".encode()) for line in lines])


@in_the_files("expected the file to end with a full line")
def the_file_is_cut_off(folder: Path) -> None:
    """The file ends in the middle of a line."""
    file = folder / "entries.jsonl"
    file.write_bytes(file.read_bytes()[:-20])


@in_the_files("expected an object in canonical JSON")
def a_line_is_not_canonical(folder: Path) -> None:
    """A line says the same with a space more."""
    _lines(folder, lambda lines: [lines[0], lines[1].replace(b":", b": ", 1), *lines[2:]])


@in_the_files("entries.jsonl: expected this file")
def the_entries_are_missing(folder: Path) -> None:
    """entries.jsonl is missing."""
    (folder / "entries.jsonl").unlink()


@in_the_files("checkpoint: expected this file")
def the_checkpoint_is_missing(folder: Path) -> None:
    """checkpoint is missing."""
    (folder / "checkpoint").unlink()


@in_the_files("trust.json: expected this file")
def the_trust_is_missing(folder: Path) -> None:
    """trust.json is missing."""
    (folder / "trust.json").unlink()


@in_the_files("signed by the key in trust.json")
def the_key_is_replaced(folder: Path) -> None:
    """trust.json names another key."""
    (folder / "trust.json").write_text(json.dumps({"origin": ORIGIN, "key": "11" * 32}))


@in_the_files("signed by the key in trust.json")
def the_checkpoint_says_another_size(folder: Path) -> None:
    """The checkpoint's size is changed under its signature."""
    note = (folder / "checkpoint").read_text()
    (folder / "checkpoint").write_text(note.replace(note.split("\n")[1], "7", 1))


@in_the_files("expected the cosignatures of 2 witnesses")
def the_witnesses_have_not_signed(folder: Path) -> None:
    """trust.json names witnesses who have not cosigned."""
    witnesses = [{"name": f"w{i}.example", "key": PUBLIC} for i in (1, 2)]
    (folder / "trust.json").write_text(json.dumps({"origin": ORIGIN, "key": PUBLIC, "witnesses": witnesses, "quorum": 2}))
