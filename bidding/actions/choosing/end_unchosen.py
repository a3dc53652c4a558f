"""Nobody was chosen in time."""

from django.db import transaction

from bidding import access, reads
from bidding.actions.deciding.fail_need import end_without_service
from bidding.models import Need
from bidding.states import NeedState
from kernel import clock
from kernel.actors import Actor

NOT_CHOSEN = "not_chosen"


@transaction.atomic
def end_unchosen(*, actor: Actor, number: str) -> Need:
    """End a need by direct choice whose buyer has let the period pass; before its end nothing happens."""
    access.may_run_the_clock(actor)
    need = reads.lock_need(number)
    if need.state == NeedState.CHOOSING and need.choose_by is not None and clock.now() >= need.choose_by:
        end_without_service(actor, need, reason="委托方在期限内没有选定机构", because=NOT_CHOSEN)
    return need
