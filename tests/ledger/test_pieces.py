"""The check in the browser reads an export in pieces: no line, letter or hash is lost where one piece ends and the next begins."""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ledger.export import VERIFIER
from tests.node import NODE, needs_node

sys.path.insert(0, str(VERIFIER))
proofs = importlib.import_module("proofs")
SCRIPT = Path(__file__).with_name("pieces_in_node.mjs")
PIECE = 2**22


def read(folder: Path, content: bytes) -> dict[str, Any]:
    """What the browser's reader says of a file."""
    file = folder / "entries.jsonl"
    file.write_bytes(content)
    done = subprocess.run([str(NODE), str(SCRIPT), str(file)], capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def root(lines: list[bytes]) -> str:
    """The root of the lines, as the Python verifier computes it."""
    return str(proofs.merkle_root([proofs.sha(b"\0" + line) for line in lines]).hex())


@needs_node
@pytest.mark.parametrize("before", range(PIECE - 4, PIECE + 3))
def test_a_letter_of_three_bytes_and_an_end_of_line_stand_anywhere_around_the_end_of_a_piece(before, tmp_path) -> None:
    lines = [b"a" * before, "中选".encode(), b"", b"b"]
    told = read(tmp_path, b"".join(line + b"\n" for line in lines))
    assert (told["length"], told["isText"], told["isWhole"], told["doubles"]) == (4, True, True, [])
    assert told["root"] == told["again"] == root(lines)


@needs_node
def test_many_lines_in_many_pieces_have_the_root_of_the_whole_and_their_doubles_are_found(tmp_path) -> None:
    lines = [f"第 {number} 行".encode() * (number % 400) + b"%d" % number for number in range(9000)]
    lines += [lines[17], lines[8999], lines[17]]
    content = b"".join(line + b"\n" for line in lines)
    assert len(content) > 3 * PIECE
    told = read(tmp_path, content)
    assert told["doubles"] == [[9000, 17], [9001, 8999], [9002, 17]]
    assert told["root"] == told["again"] == root(lines)
    assert [done for done, _ in told["told"]] == sorted(done for done, _ in told["told"])
    assert told["told"][-1] == [len(content), len(content)]
    assert len(told["told"]) > 3, "told of each piece"


@needs_node
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", (0, True, True)),
        (b"a", (0, True, False)),
        (b"a\nb", (1, True, False)),
        (b"a" * (PIECE * 2 + 1), (0, True, False)),
        (b"a\n\xff\n", (2, False, True)),
        (b"a" * PIECE + b"\xe4\xb8\n", (1, False, True)),
        (b"\xef\xbb\xbfa\n", (1, True, True)),
    ],
    ids=[
        "empty",
        "no end",
        "half a line",
        "no end in three pieces",
        "no UTF-8",
        "half a letter at the end of a piece",
        "byte order mark",
    ],
)
def test_what_is_no_text_or_ends_amid_a_line_is_known(content, said, tmp_path) -> None:
    told = read(tmp_path, content)
    assert (told["length"], told["isText"], told["isWhole"]) == said
