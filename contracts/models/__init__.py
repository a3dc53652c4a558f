"""The tables of contracts."""

from contracts.models.change import Change
from contracts.models.contract import Contract
from contracts.models.delivery import Delivery, DeliveryFile
from contracts.models.member import Member
from contracts.models.signatory import Signatory

__all__ = ["Change", "Contract", "Delivery", "DeliveryFile", "Member", "Signatory"]
