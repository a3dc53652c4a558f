"""Public sources of chance that a notice can name before anybody enters; their value comes after the closing. One file each.

`none` is the default: then only the entrants, the frozen list and the operator contribute.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from draws.sources import drand, notary, sh000001, ssq
from draws.sources.source import NotThere, Source
from ledger.record import stamp

NONE = "none"
SOURCES: dict[str, Source] = {
    source.name: source for source in (drand.Quicknet(), sh000001.Index(), ssq.Lottery(), notary.Notary())
}

__all__ = ["NONE", "SOURCES", "NotThere", "Source", "named_for"]


def named_for(closes_at: datetime, *, like: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a notice that closes then says of the source in the settings (or of the one `like` names): its period, until when it is waited for, and what then.

    `fallback` `none`: a value that is missed is left out, as if no source had been named. Nobody decides.
    """
    name = like["source"] if like else settings.DRAW_BEACON
    if name == NONE:
        return {"source": NONE}
    source = SOURCES[name]
    period, by = source.period(closes_at)
    key = {"key": like["key"] if like else str(settings.DRAW_NOTARY_KEY)} if source.name == "notary" else {}
    return {"source": source.name, "period": period, "by": stamp(by), "fallback": NONE, **key}
