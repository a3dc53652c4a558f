"""Node, in which the browser's programs are tried. Whoever has none may test the rest; CI has it, or is red."""

import os
import shutil

import pytest

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(
    NODE is None and "CI" not in os.environ, reason="Node tries the browser's programs; it is not here"
)
