"""What an agency puts on the register: services, certificates, ties, files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agencies.rules.registration import OUR_DEFAULT, PLAN, PLAN_DAY
from kernel.rulebook import Kind, rule

KINDS_OF_FILE = ("application/pdf", "image/png", "image/jpeg")
LARGEST_FILE = 10 * 1024 * 1024


@dataclass(frozen=True)
class FileFacts:
    """A file as it came: its type by content ("" if none of ours), its size in bytes."""

    name: str
    media: str
    size: int


@rule(OUR_DEFAULT, law="A1", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: f"“{f.name}”的内容不是 PDF、PNG 或 JPG")
def file_is_of_a_known_kind(facts: FileFacts) -> bool:
    """A file is a PDF, a PNG or a JPG by its content, whatever its name says."""
    return facts.media in KINDS_OF_FILE


def _too_large(facts: FileFacts) -> str:
    if not facts.size:
        return f"“{facts.name}”是空文件"
    return f"“{facts.name}”有 {facts.size / 1_048_576:.1f} MB"


@rule(OUR_DEFAULT, law="A1", since=PLAN_DAY, kind=Kind.DEFAULT, explain=_too_large)
def file_is_not_too_large(facts: FileFacts) -> bool:
    """A file is not empty and has at most 10 MB."""
    return 0 < facts.size <= LARGEST_FILE


@dataclass(frozen=True)
class OfferFacts:
    """A service that is to be offered."""

    standing: str
    item_code: str = ""
    item_on_the_list: bool = False
    published_in_full: bool = False
    name: str = ""
    offered_already: bool = False


@rule(OUR_DEFAULT, law="A1", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: f"“{f.name}”已经在另一项里填写")
def service_is_offered_once(facts: OfferFacts) -> bool:
    """An agency offers the same service once: a change of one offer never makes it another's double."""
    return not facts.offered_already


@rule(
    "河南省“一网通办”实施方案（2018）第21项",
    law="L2",
    since=PLAN_DAY,
    explain=lambda f: f"当日清单中没有 {f.item_code}",
)
def service_names_an_item_of_the_list(facts: OfferFacts) -> bool:
    """A service is offered for an item that is on the list that day, or openly as a service outside the list."""
    return not facts.item_code or facts.item_on_the_list


@rule(PLAN, law="A1", since=PLAN_DAY, explain=lambda f: "条件、流程、时限、收费四项要填全")
def offer_is_published_in_full(facts: OfferFacts) -> bool:
    """An agency that has joined offers a service only with its conditions, workflow, time and fee."""
    return facts.standing == "unlisted" or facts.published_in_full


@rule(PLAN, law="A1", since=PLAN_DAY, explain=lambda f: "该机构已被清退")
def register_is_kept_by_a_member(facts: OfferFacts) -> bool:
    """An agency that was removed changes nothing on the register."""
    return facts.standing != "removed"


@dataclass(frozen=True)
class CertificateFacts:
    """A certificate that is to be put on the register."""

    standing: str
    valid_from: date
    valid_until: date
    on: date


@rule(
    "河南省“一网通办”实施方案（2018）第23项",
    law="A5",
    since=PLAN_DAY,
    kind=Kind.DEFAULT,
    explain=lambda f: f"证书有效期为 {f.valid_from} 至 {f.valid_until}",
)
def certificate_is_valid_today(facts: CertificateFacts) -> bool:
    """A certificate is put on the register while it is valid."""
    return facts.valid_from <= facts.on <= facts.valid_until


TO_KEEP_A_FILE = (file_is_of_a_known_kind, file_is_not_too_large)
TO_OFFER_A_SERVICE = (
    register_is_kept_by_a_member,
    service_names_an_item_of_the_list,
    service_is_offered_once,
    offer_is_published_in_full,
)
TO_CHANGE_THE_REGISTER = (register_is_kept_by_a_member,)
TO_ADD_A_CERTIFICATE = (register_is_kept_by_a_member, certificate_is_valid_today)
