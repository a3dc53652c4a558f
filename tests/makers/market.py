"""Regions, terms, people and organisations."""

from datetime import UTC, date, datetime
from itertools import count

from kernel import clock
from kernel.actors import Actor
from market.codes import with_checks
from market.models import ApprovalItem, ListEdition, ListItem, Membership, Organisation, Person, Region, RegionalTerm
from market.models.region import TermName
from market.reads import actor_from
from market.states import OrganisationKind, Role

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ALL_ROLES = [str(role) for role in Role]
_numbers = count(1)
DEFAULT_TERMS = {
    TermName.NOTICE_DAYS: 3,
    TermName.SECOND_NOTICE_DAYS: 1,
    TermName.PUBLICITY_DAYS: 3,
    TermName.CONFIRM_DAYS: 2,
    TermName.SIGN_DAYS: 5,
    TermName.MINIMUM_PARTICIPANTS: 3,
    TermName.SECOND_MINIMUM: 2,
    TermName.FORMAL_CHECK_DAYS: 2,
    TermName.SILENT_ACCEPTANCE_DAYS: 10,
    TermName.OBJECTION_TO_RATING_DAYS: 5,
    TermName.PROCUREMENT_LIMIT: 100_000_000,
    TermName.ANSWER_DAYS: 5,
    TermName.CHOICE_DAYS: 10,
    TermName.DIRECT_FISCAL_FEN: 0,
    TermName.DIRECT_PUBLICITY_DAYS: 0,
    TermName.PICK_DAYS: 2,
    TermName.SHORTLIST_LENGTH: 5,
    TermName.SHORTLIST_DROP_PERCENT: 20,
    TermName.SHORTLIST_POINTS: 10,
    TermName.SHORTLIST_UNRATED: 8,
    TermName.LIVE_ROUNDS: 3,
    TermName.LIVE_MINUTES: 3,
    TermName.LIVE_STEP_FEN: 100_000,
    TermName.LIVE_LAST_SECONDS: 30,
    TermName.LIVE_EXTRA_SECONDS: 60,
    TermName.LIVE_EXTENSIONS: 5,
    TermName.LIVE_WAIT_MINUTES: 10,
    TermName.QUALITY_MINIMUM: 2,
    TermName.PRICE_POINTS_LEAST: 10,
    TermName.PRICE_POINTS_MOST: 60,
    TermName.EXPERTS_LEAST: 3,
    TermName.SCORING_DAYS: 3,
    TermName.SHORTLIST_MINIMUM: 2,
    TermName.SECOND_SINGLE: 1,
    TermName.LOW_MEAN_BP: 5_000,
    TermName.LOW_NEXT_BP: 5_000,
    TermName.LOW_CEILING_BP: 4_500,
    TermName.EXPLAIN_DAYS: 2,
    TermName.JUDGE_DAYS: 2,
}


def a_uscc(prefix: str = "91", serial: int | None = None) -> str:
    """A valid unified social credit code that no other call has given."""
    return with_checks(f"{prefix}410100M{(serial if serial is not None else next(_numbers)) % 10**7:07d}")


def the_province() -> Region:
    """Henan, with the default terms."""
    region, made = Region.objects.get_or_create(
        code="410000",
        valid_to=None,
        defaults={"name": "河南省", "level": "province", "pinyin": "he nan sheng", "initials": "hns", "valid_from": 1980},
    )
    if made or not RegionalTerm.objects.filter(region=region).exists():
        for name, value in DEFAULT_TERMS.items():
            RegionalTerm.objects.get_or_create(
                region=region, name=name, since=date(2018, 7, 19), defaults={"value": value, "kind": "default", "source": "测试"}
            )
    return region


def a_city(code: str = "410300", name: str = "洛阳市") -> Region:
    """A city of Henan."""
    region, _ = Region.objects.get_or_create(
        code=code,
        valid_to=None,
        defaults={
            "name": name,
            "level": "city",
            "parent": the_province(),
            "pinyin": "luo yang shi",
            "initials": "lys",
            "valid_from": 1980,
            "is_top_unit": True,
        },
    )
    return region


def an_organisation(
    kind: str = OrganisationKind.FIRM, name: str = "", region: Region | None = None, **fields: object
) -> Organisation:
    """An organisation with a valid code."""
    number = next(_numbers)
    prefix = "11" if kind in {OrganisationKind.DEPARTMENT, OrganisationKind.REGULATOR, OrganisationKind.FINANCE} else "91"
    return Organisation.objects.create(
        uscc=fields.pop("uscc", None) or a_uscc(prefix),
        name=name or f"示例单位{number}",
        kind=kind,
        region=region or a_city(),
        created_at=LONG_AGO,
        **fields,
    )


def a_person(name: str = "张三", **fields: object) -> Person:
    """Somebody with an account and the password "correct horse"."""
    person = Person(username=fields.pop("username", None) or f"person{next(_numbers)}", full_name=name, **fields)
    person.set_password("correct horse")
    person.save()
    return person


def a_membership(organisation: Organisation, *roles: str, person: Person | None = None) -> Membership:
    """A membership with those roles (all of them if none is named)."""
    return Membership.objects.create(
        person=person or a_person(), organisation=organisation, roles=list(roles) or ALL_ROLES, since=LONG_AGO
    )


def acting_for(organisation: Organisation, *roles: str) -> Actor:
    """An actor for an organisation, with those roles (all of them if none is named)."""
    return actor_from(a_membership(organisation, *roles))


def a_firm(name: str = "", **fields: object) -> Actor:
    """An actor for a new firm."""
    return acting_for(an_organisation(OrganisationKind.FIRM, name, **fields))


def a_department(name: str = "", **fields: object) -> Actor:
    """An actor for a new department, which pays with public money."""
    return acting_for(an_organisation(OrganisationKind.DEPARTMENT, name, pays_with_public_money=True, **fields))


def an_operator() -> Actor:
    """An official of the platform's operator, who checks registrations."""
    return acting_for(an_organisation(OrganisationKind.OPERATOR))


def a_regulator(region: Region | None = None) -> Actor:
    """An official of a regulator, who decides on measures."""
    return acting_for(an_organisation(OrganisationKind.REGULATOR, region=region))


def an_edition(effective_on: date = date(2024, 1, 1)) -> ListEdition:
    """An edition of the retained list."""
    edition, _ = ListEdition.objects.get_or_create(
        region=the_province(),
        effective_on=effective_on,
        defaults={"name": f"示例清单（{effective_on}）", "published_at": clock.now()},
    )
    return edition


def a_list_item(code: str = "B02", name: str = "生产建设项目水土保持方案编制", **fields: object) -> ListItem:
    """A retained item in force, with all four particulars."""
    approval, _ = ApprovalItem.objects.get_or_create(name=str(fields.pop("approval_name", "生产建设项目水土保持方案审批")))
    edition = fields.pop("edition", None) or an_edition()
    item = ListItem.objects.filter(edition=edition, code=code).first()
    return item or ListItem.objects.create(
        edition=edition,
        code=code,
        name=name,
        approval=approval,
        legal_basis="《水土保持法》第二十五条",
        department_name="水行政主管部门",
        time_limit="20 个工作日",
        workflow="委托、踏勘、编制、评审、报批",
        conditions="已立项的生产建设项目",
        fee_basis="市场调节价",
        tier="B",
        is_in_force=fields.pop("is_in_force", True),
        source="测试",
        **fields,
    )
