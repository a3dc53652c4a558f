"""A contract's stations in order, done, now or to come."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.models import Contract
from contracts.states import ContractState as S
from web.templatetags.zx import day, short_moment


@dataclass(frozen=True)
class Station:
    """One line of the timeline. `look` is is-done, is-now or empty."""

    title: str
    said: str
    look: str = ""


def timeline(contract: Contract) -> list[Station]:
    """From drawing up to the end."""
    c, state = contract, contract.state
    made = [
        Station("生成合同", short_moment(c.created_at), "is-done"),
        Station(
            "各方签订" if c.is_joint else "双方签订",
            short_moment(c.signed_at) if c.signed_at else f"最晚 {short_moment(c.sign_by)}",
            "is-done" if c.signed_at else "is-now" if state == S.DRAWN_UP else "",
        ),
    ]
    if state == S.LAPSED:
        return [*made, Station("逾期未签", short_moment(c.ended_at), "is-done")]
    due = f"最晚 {day(c.due_on)}" if c.due_on else "签约后按时限"
    delivered = f"{short_moment(c.delivered_at)}" if c.delivered_at and state != S.RETURNED else due
    done = {S.DELIVERED, S.ACCEPTED, S.COMPLETED}
    made.append(
        Station("交付成果", delivered, "is-done" if state in done else "is-now" if state in {S.SIGNED, S.RETURNED} else "")
    )
    if state == S.TERMINATED:
        return [*made, Station("终止", short_moment(c.ended_at), "is-done")]
    accepted = short_moment(c.accepted_at) if c.accepted_at else (f"最晚 {short_moment(c.accept_by)}" if c.accept_by else "")
    made.append(
        Station(
            "验收",
            accepted,
            "is-done" if c.accepted_at else "is-now" if state == S.DELIVERED else "",
        )
    )
    paid = short_moment(c.ended_at) if state == S.COMPLETED else f"交付后 {c.terms['payment_days']} 日内"
    made.append(Station("付款", paid, "is-done" if state == S.COMPLETED else "is-now" if state == S.ACCEPTED else ""))
    return made
