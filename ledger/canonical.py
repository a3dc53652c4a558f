"""One byte string for one value: RFC 8785 on a narrow range (text, whole numbers under 2⁵³, booleans, lists, objects)."""

import rfc8785

type Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def canonical(value: Plain) -> bytes:
    """The canonical bytes of a value."""
    return rfc8785.dumps(value)
