"""Name the authorised agent."""

from datetime import date

from django.core.files.base import File
from django.db import transaction

from agencies.actions.parts.paper import keep_paper
from agencies.actions.parts.task import open_task
from kernel.actors import Actor
from ledger.record import record


@transaction.atomic
def save_agent(*, actor: Actor, name: str, phone: str, until: date, file: File | None = None) -> None:
    """Name the agent who acts for the agency, with the authorisation; without a new file the one handed in stays."""
    opened = open_task(actor)
    agency = opened.agency
    agency.agent_name, agency.agent_phone, agency.agent_until = name, phone, until
    if file is not None:
        agency.authorisation = keep_paper(agency, file, opened.at)
    opened.done("agent")
    if opened.is_public:
        record(actor, "agent.changed", {"org": actor.uscc, "until": until.isoformat()}, private={"name": name, "phone": phone})
