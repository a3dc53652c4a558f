"""Departments' budget lines, which a need reserves at publication and spends at payment. Still an empty room: see docs/map.md."""
