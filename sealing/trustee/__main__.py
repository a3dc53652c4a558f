"""`python -m sealing.trustee --folder DIR --operator HEX --port N`."""

import argparse
from pathlib import Path

from sealing.trustee.daemon import run


def parser(words: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What the command asks for."""
    words.add_argument("--folder", type=Path, required=True, help="where key and memory lie")
    words.add_argument("--operator", required=True, help="the platform's public key, 32 bytes in hex (on /record/)")
    words.add_argument("--host", default="127.0.0.1")
    words.add_argument("--port", type=int, default=8110)
    return words


if __name__ == "__main__":
    said = parser(argparse.ArgumentParser(prog="sealing.trustee", description=__doc__)).parse_args()
    run(said.folder, said.operator, said.host, said.port)
