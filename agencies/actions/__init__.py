"""The verbs of the agencies: one a file, re-exported here for the doors and the upper rooms."""

from agencies.actions.add_certificate import add_certificate
from agencies.actions.add_practitioner import add_practitioner, declare_practitioners, drop_practitioner
from agencies.actions.admit_registration import admit_registration
from agencies.actions.declare_control import declare_control, drop_control
from agencies.actions.declare_tie import declare_no_ties, declare_tie, drop_tie
from agencies.actions.drop_certificate import drop_certificate
from agencies.actions.make_promises import make_promises
from agencies.actions.note_standing import note_standing
from agencies.actions.offer_service import offer_service, withdraw_service
from agencies.actions.remind_of_certificate import remind_of_certificate
from agencies.actions.remove_agency import remove_agency
from agencies.actions.restore_agency import restore_agency
from agencies.actions.return_registration import return_registration
from agencies.actions.save_agent import save_agent
from agencies.actions.save_licence import save_licence
from agencies.actions.save_representative import save_representative
from agencies.actions.save_unit import save_unit
from agencies.actions.start_registration import start_registration
from agencies.actions.submit_registration import submit_registration
from agencies.actions.suspend_agency import suspend_agency
from agencies.actions.warn_agency import warn_agency

__all__ = [
    "add_certificate",
    "add_practitioner",
    "admit_registration",
    "declare_control",
    "declare_no_ties",
    "declare_practitioners",
    "declare_tie",
    "drop_certificate",
    "drop_control",
    "drop_practitioner",
    "drop_tie",
    "make_promises",
    "note_standing",
    "offer_service",
    "remind_of_certificate",
    "remove_agency",
    "restore_agency",
    "return_registration",
    "save_agent",
    "save_licence",
    "save_representative",
    "save_unit",
    "start_registration",
    "submit_registration",
    "suspend_agency",
    "warn_agency",
    "withdraw_service",
]
