"""The tables of contracts."""

from contracts.models.change import Change
from contracts.models.contract import Contract
from contracts.models.delivery import Delivery, DeliveryFile

__all__ = ["Change", "Contract", "Delivery", "DeliveryFile"]
