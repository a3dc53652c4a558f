"""Documents of the directory, and agencies with services to fill it."""

from dataclasses import replace
from datetime import date

from agencies.models import Agency, OfferedService
from market.models import Organisation
from search.documents import NEVER, AgencyDocument
from search.text import name_tokens, service_tokens
from tests.makers.contracts import an_agency_row

PARTICULARS = {"conditions": "已立项", "workflow": "踏勘、编制、评审", "days": 15, "fee_text": "市场调节价"}


def a_document(
    key: str,
    name: str,
    *services: str,
    version: int = 1,
    items: tuple[str, ...] = (),
    region: str = "410300",
    grade: str = "none",
    standing: str = "listed",
    score: int = -1,
    city: str = "洛阳市",
    changes_on: date = NEVER,
) -> AgencyDocument:
    """A document as `document_of` would make it of such an agency."""
    names = frozenset(name_tokens(name) | name_tokens(city) | {f"c:{key.lower()}"})
    found_by = names | service_tokens(" ".join([*services, *items]))
    shown = {"name": name, "services": [{"name": s} for s in services]}
    return AgencyDocument(key, version, names, frozenset(found_by), items, region, grade, standing, score, changes_on, shown)


def newer(document: AgencyDocument, **changes: object) -> AgencyDocument:
    """The same agency's document, one version on."""
    return replace(document, version=document.version + 1, **changes)


def an_agency_offering(name: str, *services: tuple[str, str], unit: Organisation | None = None) -> Agency:
    """A listed agency with services, each (item code or "", name), published in full."""
    agency = an_agency_row(name)
    for code, title in services:
        OfferedService.objects.create(agency=agency, item_code=code, name=title, fee_from_fen=9_600_00, **PARTICULARS)
    return agency


def a_service_on_a_certificate(agency: Agency, code: str, name: str, *, valid_until: date) -> OfferedService:
    """A service that stands on a certificate with a last good day."""
    certificate = agency.certificates.create(
        kind="检验检测机构资质认定", number=f"CMA{agency.pk}", valid_from=date(2024, 1, 1), valid_until=valid_until
    )
    return OfferedService.objects.create(
        agency=agency, item_code=code, name=name, certificate=certificate, needs_certificate=True, **PARTICULARS
    )
