"""A contract, drawn up from the notice and the winning bid."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from bidding.models import Award, Need
from contracts.models.contract_life import ContractLife
from contracts.models.signatory import Signatory
from contracts.states import AcceptedBy, ContractState, Side
from market.models import Organisation

_AFTER_SIGNING = [
    ContractState.SIGNED,
    ContractState.DELIVERED,
    ContractState.RETURNED,
    ContractState.ACCEPTED,
    ContractState.COMPLETED,
]


# A member that has not confirmed keeps the contract out of force, whatever the application believes.
_EVERY_MEMBER_SIGNS = """
    IF EXISTS (SELECT FROM contracts_member WHERE contract_id = NEW.id AND confirmed_at IS NULL) THEN
        RAISE EXCEPTION 'contract % waits for a member of its joint venture', NEW.number USING errcode = '23514';
    END IF;
    RETURN NEW;
"""


class Contract(ContractLife):
    """One award's contract. `terms` is the whole text's data; everybody who signs confirms its hash."""

    number = models.CharField("合同编号", max_length=28, unique=True)
    award = models.OneToOneField(Award, models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, models.PROTECT, related_name="+")
    buyer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    amount_fen = models.BigIntegerField("合同价（分）")
    terms = models.JSONField("条款")
    terms_hash = models.CharField("条款摘要", max_length=64)
    sign_by = models.DateTimeField("签约期限")
    accepted_by = models.CharField("验收方式", max_length=10, choices=AcceptedBy.choices, blank=True)
    end_reason = models.CharField("终止原因", max_length=400, blank=True)
    created_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "合同"
        verbose_name_plural = "合同"
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="contract_amount_positive"),
            models.CheckConstraint(
                condition=~Q(state__in=_AFTER_SIGNING)
                | Q(buyer_confirmed_at__isnull=False, agency_confirmed_at__isnull=False, signed_at__isnull=False),
                name="signed_contract_has_both_confirmations",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ContractState.ACCEPTED, ContractState.COMPLETED]) | Q(accepted_at__isnull=False),
                name="accepted_contract_has_its_time",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_contract_has_every_member",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.signed_at IS NOT NULL"),
                func=_EVERY_MEMBER_SIGNS,
            )
        ]
        indexes = [
            models.Index(fields=["buyer", "-created_at"], name="contracts_by_buyer"),
            models.Index(fields=["agency", "-created_at"], name="contracts_by_agency"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_joint(self) -> bool:
        """Whether a joint venture won it."""
        return bool(self.members.all())

    @property
    def agency_word(self) -> str:
        """As what its agency signs and delivers."""
        return "牵头方" if self.is_joint else "机构"

    @property
    def signatories(self) -> list[Signatory]:
        """Everybody whose confirmation brings it into force, in the order of the paper."""
        members = sorted(self.members.all(), key=lambda member: member.place)
        return [
            Signatory(Side.BUYER, "委托方", self.buyer, self.buyer_confirmed_at),
            Signatory(Side.AGENCY, self.agency_word, self.agency.organisation, self.agency_confirmed_at),
            *(Signatory(Side.MEMBER, "成员", member.agency.organisation, member.confirmed_at) for member in members),
        ]

    @property
    def waits_for(self) -> list[Signatory]:
        """Who has not confirmed yet."""
        return [each for each in self.signatories if each.confirmed_at is None]

    @property
    def state_word(self) -> str:
        """The state in a word."""
        return str(ContractState(self.state).label)

    @property
    def state_look(self) -> str:
        """The state's look (web.icons.LOOKS)."""
        looks = {
            "drawn_up": "soon",
            "signed": "live",
            "delivered": "info",
            "returned": "warn",
            "accepted": "info",
            "completed": "ok",
        }
        return looks.get(self.state, "off")
