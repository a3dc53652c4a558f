"""The law of contracts: drawing up, signing, changing, delivering, ending."""

from contracts.rules.changing import TO_ANSWER_A_CHANGE, TO_PROPOSE_A_CHANGE
from contracts.rules.delivery import TO_ACCEPT_A_DELIVERY, TO_ACCEPT_BY_SILENCE, TO_DELIVER, TO_RETURN_A_DELIVERY
from contracts.rules.ending import TO_COMPLETE_A_CONTRACT, TO_LAPSE_A_CONTRACT, TO_TERMINATE_A_CONTRACT
from contracts.rules.signing import TO_COME_INTO_FORCE, TO_CONFIRM_TERMS, TO_DRAW_UP_A_CONTRACT

__all__ = [
    "TO_ACCEPT_A_DELIVERY",
    "TO_ACCEPT_BY_SILENCE",
    "TO_ANSWER_A_CHANGE",
    "TO_COME_INTO_FORCE",
    "TO_COMPLETE_A_CONTRACT",
    "TO_CONFIRM_TERMS",
    "TO_DELIVER",
    "TO_DRAW_UP_A_CONTRACT",
    "TO_LAPSE_A_CONTRACT",
    "TO_PROPOSE_A_CHANGE",
    "TO_RETURN_A_DELIVERY",
    "TO_TERMINATE_A_CONTRACT",
]
