"""Questions asked of the agencies' tables; the only home of their locks."""

from agencies.reads.control import controllers_of, told_of_control
from agencies.reads.due import certificates_to_remind, measures_run_out, registrations_due
from agencies.reads.locks import (
    lock_agency,
    lock_certificate,
    lock_open_registration,
    lock_organisation,
    lock_registration,
    lock_relations,
    next_registration_number,
    share_relations,
    share_standing,
)
from agencies.reads.profile import Profile, profile_of
from agencies.reads.registration import (
    agency_by_uscc,
    items_of_the_day,
    newest_registration,
    offered_services,
    open_registration,
    people_by_kind,
    registration_facts,
    service_facts,
    unit_facts,
    waiting_registrations,
)
from agencies.reads.standing import AgencyFacts, standing_facts, ties_to, visible_services

__all__ = [
    "AgencyFacts",
    "Profile",
    "agency_by_uscc",
    "certificates_to_remind",
    "controllers_of",
    "items_of_the_day",
    "lock_agency",
    "lock_certificate",
    "lock_open_registration",
    "lock_organisation",
    "lock_registration",
    "lock_relations",
    "measures_run_out",
    "newest_registration",
    "next_registration_number",
    "offered_services",
    "open_registration",
    "people_by_kind",
    "profile_of",
    "registration_facts",
    "registrations_due",
    "service_facts",
    "share_relations",
    "share_standing",
    "standing_facts",
    "ties_to",
    "told_of_control",
    "unit_facts",
    "visible_services",
    "waiting_registrations",
]
