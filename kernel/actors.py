"""Who acts: a person for an organisation, the scheduler, or a visitor. Every verb asks for one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    """In which capacity somebody acts."""

    VISITOR = "visitor"
    FIRM = "firm"
    DEPARTMENT = "department"
    AGENCY = "agency"
    REGULATOR = "regulator"
    OPERATOR = "operator"
    FINANCE = "finance"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """One who acts. Ids are primary keys of `market`; `uscc` and `region` are the organisation's public codes."""

    kind: ActorKind
    person_id: int | None = None
    organisation_id: int | None = None
    uscc: str = ""
    name: str = ""
    region: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def signed_in(self) -> bool:
        """Whether a person stands behind it."""
        return self.person_id is not None

    def has(self, role: str) -> bool:
        """Whether the person holds a role (`manage`, `buy`, `bid`, `sign`, `pay`, `review`, `decide`) in the organisation."""
        return role in self.roles

    def public(self) -> dict[str, str]:
        """How the actor stands in the public record: a capacity and an organisation, never a person's name."""
        return {"kind": str(self.kind), "org": self.uscc} if self.uscc else {"kind": str(self.kind)}


VISITOR = Actor(ActorKind.VISITOR)
SCHEDULER = Actor(ActorKind.SYSTEM, name="scheduler")
