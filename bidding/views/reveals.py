"""The page on which a bidder hands in the seed of its envelope, because too few keys came."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bidding import access, reads
from bidding.actions.opening.reveal_seed import reveal_seed
from bidding.forms.bids import SeedForm
from bidding.rules.revealing import TO_BE_ASKED_FOR_A_SEED
from kernel import clock
from kernel.rulebook import broken


@login_required
@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, envelope: str) -> HttpResponse:
    """Open the seed file in the browser; the seed alone arrives here."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    sent = access.bid_to_handle(actor, envelope)
    form = SeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            reveal_seed(actor=actor, envelope_hash=envelope, seed=form.cleaned_data["seed"])
        if form.is_valid():
            messages.success(request, "种子已收下。全部投标可以开启时一并开启。")
            return redirect("reveal_bid", envelope)
    need, at, lot = sent.need, clock.now(), reads.awaited_lot(sent.need)
    seeds = reads.revealed_seeds(need, lot)
    context = {
        "bid": sent,
        "need": need,
        "form": form,
        "plan": sent.plan if lot else None,
        "is_revealed": sent.pk in seeds,
        "revealed": len(seeds),
        "frozen": reads.counted_bids(need),
        "broken": broken(TO_BE_ASKED_FOR_A_SEED, reads.reveal_facts(need, sent, at=at), on=need.law_day or clock.day_of(at)),
        "crumbs": [("/my/bids/", "投标"), (f"/my/bids/{envelope}/", "回执"), ("", "揭示种子")],
    }
    return render(request, "bidding/reveal.html", context, status=422 if form.errors else 200)
