"""Delivery and acceptance: the result is uploaded, the buyer accepts it or says why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kernel.rulebook import Kind, rule

LARGEST_FILE = 20 * 1024 * 1024
MOST_FILES = 10
KNOWN_TYPES = frozenset({"pdf", "docx", "xlsx", "pptx", "zip", "jpg", "png", "txt"})
PLAN = date(2018, 7, 19)


@dataclass(frozen=True)
class FileFacts:
    """A file: its name, its size in bytes, and the type that its content shows ("" if unknown)."""

    name: str
    size: int
    kind: str

    @property
    def suffix_tells_the_truth(self) -> bool:
        """Whether the name's ending fits the content."""
        ending = self.name.rpartition(".")[2].lower()
        return {"jpeg": "jpg"}.get(ending, ending) == self.kind


@dataclass(frozen=True)
class DeliveryFacts:
    """A contract at the moment of handing over."""

    is_running: bool
    files: tuple[FileFacts, ...]


@dataclass(frozen=True)
class AcceptanceFacts:
    """A delivery that is accepted or returned."""

    is_delivered: bool
    reasons: str = ""
    buyer_is_department: bool = False
    accept_by: datetime | None = None
    at: datetime | None = None


@rule("民法典§577；本站流程", law="C4", since=PLAN, kind=Kind.PRACTICE)
def only_a_running_contract_is_delivered(delivery: DeliveryFacts) -> bool:
    """A result is handed over under a signed contract, or again after a return."""
    return delivery.is_running


@rule("本站交付要求", law="C4", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: f"{len(f.files)} 个文件")
def delivery_carries_its_result(delivery: DeliveryFacts) -> bool:
    """A delivery carries the result as one to ten files."""
    return 0 < len(delivery.files) <= MOST_FILES


@rule(
    "本站文件限制",
    law="C4",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: "，".join(x.name for x in f.files if not 0 < x.size <= LARGEST_FILE),
)
def delivered_file_has_a_fitting_size(delivery: DeliveryFacts) -> bool:
    """A delivered file is not empty and has at most 20 MB."""
    return all(0 < each.size <= LARGEST_FILE for each in delivery.files)


@rule(
    "本站文件限制",
    law="C4",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: "，".join(x.name for x in f.files if x.kind not in KNOWN_TYPES or not x.suffix_tells_the_truth),
)
def delivered_file_is_what_its_name_says(delivery: DeliveryFacts) -> bool:
    """A delivered file is a PDF, Office document, archive, picture or plain text, and its content is what its name says."""
    return all(each.kind in KNOWN_TYPES and each.suffix_tells_the_truth for each in delivery.files)


@rule("政府采购法实施条例§45", law="C4", since=date(2015, 3, 1))
def only_a_delivery_is_judged(acceptance: AcceptanceFacts) -> bool:
    """Only a delivery that waits for acceptance is accepted or returned."""
    return acceptance.is_delivered


@rule("政府采购法实施条例§45", law="C4", since=date(2015, 3, 1))
def return_gives_its_reasons(acceptance: AcceptanceFacts) -> bool:
    """A delivery is returned only with reasons that can be mended."""
    return bool(acceptance.reasons.strip())


@rule("政府采购法实施条例§45；本站默认验收期", law="C4", since=PLAN, kind=Kind.DEFAULT)
def department_never_accepts_by_silence(acceptance: AcceptanceFacts) -> bool:
    """A department accepts in writing; only a firm accepts by silence."""
    return not acceptance.buyer_is_department


@rule("全省条款表：默认验收期", law="C4", since=PLAN, kind=Kind.DEFAULT)
def silence_accepts_after_its_period(acceptance: AcceptanceFacts) -> bool:
    """Silence accepts only when the whole period for acceptance has passed."""
    return acceptance.accept_by is not None and acceptance.at is not None and acceptance.at >= acceptance.accept_by


TO_DELIVER = (
    only_a_running_contract_is_delivered,
    delivery_carries_its_result,
    delivered_file_has_a_fitting_size,
    delivered_file_is_what_its_name_says,
)
TO_ACCEPT_A_DELIVERY = (only_a_delivery_is_judged,)
TO_RETURN_A_DELIVERY = (only_a_delivery_is_judged, return_gives_its_reasons)
TO_ACCEPT_BY_SILENCE = (only_a_delivery_is_judged, department_never_accepts_by_silence, silence_accepts_after_its_period)
