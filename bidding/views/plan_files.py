"""Files of plans: a ciphertext comes in before its bid; an expert reads a file by its number once the plans are open."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bidding import access
from bidding.actions.bids.hand_in_file import hand_in_file
from bidding.reads import plan_files
from bidding.rules.plan_files import LARGEST_CIPHER
from bidding.views.api import refused_as_problem
from bidding.views.reviews import plan_to_read
from kernel.access import NotFound
from kernel.rulebook import RulesBroken
from sealing.plan import READ

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@login_required
@require_POST
def hand_in(request: HttpRequest, number: str) -> JsonResponse:
    """Take in a ciphertext that the sealing page sends; of one that is too large no more is read than shows it."""
    sent = request.FILES.get("cipher")
    cipher = sent.read(LARGEST_CIPHER + 1) if sent else b""
    try:
        file = hand_in_file(
            actor=request.actor,  # type: ignore[attr-defined]
            number=number,
            cipher=cipher,
            sha256=request.POST.get("sha256", ""),
        )
    except RulesBroken as refused:
        return refused_as_problem(refused)
    return JsonResponse({"sha256": file.sha256, "size": file.size}, status=201)


@never_cache
@login_required
@require_safe
def plan_file(request: HttpRequest, number: str, plan: int, file: int) -> HttpResponse:
    """One file of one plan, for an expert who may score it now: under a name that says its numbers, as the type that it is, to be saved."""
    seat = access.seat_to_score(request.actor, number)  # type: ignore[attr-defined]
    found = plan_to_read(seat, plan)
    files = (found.plain or {})["files"]
    if not 1 <= file <= len(files):
        raise NotFound(str(file))
    outcome, content = plan_files.read_file(found, files[file - 1])
    if outcome != READ:
        raise NotFound(str(file))
    media = files[file - 1]["type"]
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="plan-{plan}-file-{file}.{ENDINGS[media]}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
