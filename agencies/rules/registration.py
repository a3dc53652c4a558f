"""What the formal check asks, and nothing beyond it (方案§23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kernel.rulebook import Kind, rule

PLAN = "河南省“一网通办”实施方案（2018）第23项"
PLAN_DAY = date(2018, 7, 19)
OUR_DEFAULT = "本站默认"
HUNAN = "参照湖南省网上中介服务超市的做法"
TASKS = {
    "unit": "单位信息",
    "licence": "营业执照",
    "representative": "法定代表人",
    "agent": "授权代理人",
    "services": "服务事项",
    "certificates": "证书",
    "practitioners": "从业人员",
    "ties": "利害关系",
    "promises": "十项承诺",
}
SHORTEST_REASON = 4


@dataclass(frozen=True)
class ServiceFacts:
    """A service that an agency offers."""

    name: str
    published_in_full: bool
    needs_certificate: bool = False
    certificate_valid: bool = False


@dataclass(frozen=True)
class RegistrationFacts:
    """An application on the day on which it is judged."""

    state: str
    on: date
    at: datetime
    code: str = ""
    code_is_genuine: bool = False
    own_code: str = ""
    unit_confirmed: bool = False
    has_licence: bool = False
    representative: str = ""
    agent: str = ""
    has_authorisation: bool = False
    agent_until: date | None = None
    services: tuple[ServiceFacts, ...] = ()
    practitioners_declared: bool = False
    ties_declared: bool = False
    promises_hash: str = ""
    promises_hash_now: str = ""
    barred_until: datetime | None = None
    due_at: datetime | None = None
    reasons: tuple[tuple[str, str], ...] = ()


def _names(services: tuple[ServiceFacts, ...]) -> str:
    return "、".join(each.name for each in services)


def _not_in_full(facts: RegistrationFacts) -> tuple[ServiceFacts, ...]:
    return tuple(each for each in facts.services if not each.published_in_full)


def _without_certificate(facts: RegistrationFacts) -> tuple[ServiceFacts, ...]:
    return tuple(each for each in facts.services if each.needs_certificate and not each.certificate_valid)


@rule(
    "GB 32100-2015",
    law="D3",
    since=date(2015, 10, 1),
    explain=lambda f: f"{f.code} 的校验码不对，请对照营业执照重新填写",
)
def unit_has_a_genuine_code(facts: RegistrationFacts) -> bool:
    """A unit is known by a unified social credit code whose two check characters are right."""
    return facts.code_is_genuine


@rule(
    OUR_DEFAULT,
    law="D3",
    since=PLAN_DAY,
    kind=Kind.DEFAULT,
    explain=lambda f: f"你代表的单位代码是 {f.own_code}，填写的是 {f.code}",
)
def code_belongs_to_the_unit(facts: RegistrationFacts) -> bool:
    """The code that is confirmed is that of the unit for which the person acts."""
    return facts.code == facts.own_code


@rule(PLAN, law="A1", since=PLAN_DAY, explain=lambda f: "还没有核对单位信息")
def unit_is_confirmed(facts: RegistrationFacts) -> bool:
    """The agency has confirmed its name, code and contact."""
    return facts.unit_confirmed


@rule(PLAN, law="A1", since=PLAN_DAY, explain=lambda f: "还没有上传营业执照")
def licence_is_shown(facts: RegistrationFacts) -> bool:
    """The business licence is handed in."""
    return facts.has_licence


@rule(PLAN, law="A1", since=PLAN_DAY, explain=lambda f: "还没有填写法定代表人")
def representative_is_named(facts: RegistrationFacts) -> bool:
    """The legal representative is named."""
    return bool(facts.representative)


def _agent_missing(facts: RegistrationFacts) -> str:
    if not facts.agent or not facts.has_authorisation or facts.agent_until is None:
        return "还没有填写授权代理人或上传授权书"
    return f"授权书已于 {facts.agent_until} 到期"


@rule(PLAN, law="A1", since=PLAN_DAY, explain=_agent_missing)
def agent_is_authorised(facts: RegistrationFacts) -> bool:
    """The agent who acts for the agency holds an authorisation that has not run out."""
    named = bool(facts.agent) and facts.has_authorisation
    return named and facts.agent_until is not None and facts.on <= facts.agent_until


def _services_missing(facts: RegistrationFacts) -> str:
    return f"还缺公示内容：{_names(_not_in_full(facts))}" if facts.services else "还没有填写服务"


@rule(PLAN, law="A1", since=PLAN_DAY, explain=_services_missing)
def services_are_published_in_full(facts: RegistrationFacts) -> bool:
    """Each service offered is published with its conditions, workflow, time and fee."""
    return bool(facts.services) and not _not_in_full(facts)


@rule(PLAN, law="A1", since=PLAN_DAY, explain=lambda f: f"缺有效证书：{_names(_without_certificate(f))}")
def certificates_are_shown_where_the_law_asks(facts: RegistrationFacts) -> bool:
    """A service for which the law asks a certificate stands on one that is valid on the day; no other service is asked for any."""
    return not _without_certificate(facts)


@rule(PLAN, law="A1", since=PLAN_DAY, explain=lambda f: "还没有登记从业人员")
def practitioners_are_stated_where_the_law_asks(facts: RegistrationFacts) -> bool:
    """Practitioners are stated where the law asks a qualification for the service, and are asked for nowhere else."""
    return facts.practitioners_declared or not any(each.needs_certificate for each in facts.services)


@rule(
    "河南省“一网通办”实施方案（2018）第22项；优化营商环境条例第43条",
    law="A4",
    since=PLAN_DAY,
    explain=lambda f: "还没有申报利害关系（没有也要申报“无”）",
)
def ties_are_declared(facts: RegistrationFacts) -> bool:
    """The agency has declared its ties to organs that approve, or that it has none."""
    return facts.ties_declared


@rule("参照多地网上中介服务超市的承诺书", law="A6", since=PLAN_DAY, kind=Kind.PRACTICE, explain=lambda f: "还没有签署本版承诺书")
def ten_promises_are_made(facts: RegistrationFacts) -> bool:
    """The agency has made the ten promises of the commitment letter in the version of the day."""
    return bool(facts.promises_hash) and facts.promises_hash == facts.promises_hash_now


@rule(HUNAN, law="A3", since=PLAN_DAY, kind=Kind.PRACTICE, explain=lambda f: "申请已经提交，正在核对，或已经入驻")
def registration_is_open_to_change(facts: RegistrationFacts) -> bool:
    """An application is written and handed in while it is a draft or has been returned, and once."""
    return facts.state in {"draft", "returned"}


@rule("政府采购法第77条（参照）", law="R4", since=PLAN_DAY, kind=Kind.DEFAULT, explain=lambda f: "禁入期还没有届满")
def bar_has_run_out(facts: RegistrationFacts) -> bool:
    """An agency that was removed may register anew when its bar has run out."""
    return facts.barred_until is None or facts.barred_until <= facts.at


@rule(HUNAN, law="A3", since=PLAN_DAY, kind=Kind.PRACTICE, explain=lambda f: "这份申请不在核对中")
def registration_awaits_an_answer(facts: RegistrationFacts) -> bool:
    """Only an application that was handed in and not yet answered is answered."""
    return facts.state == "submitted"


@rule(HUNAN, law="A3", since=PLAN_DAY, kind=Kind.PRACTICE, explain=lambda f: "答复期限已过，逾期视为通过")
def answer_comes_in_time(facts: RegistrationFacts) -> bool:
    """An application is returned within the time for the formal check; after it, silence has admitted."""
    return facts.due_at is not None and facts.at < facts.due_at


@rule(HUNAN, law="A3", since=PLAN_DAY, kind=Kind.PRACTICE, explain=lambda f: "答复期限还没有到")
def silence_has_lasted(facts: RegistrationFacts) -> bool:
    """Silence admits when the time for the formal check has run out, and not a moment before."""
    return facts.due_at is not None and facts.due_at <= facts.at


@rule(HUNAN, law="A3", since=PLAN_DAY, kind=Kind.PRACTICE, explain=lambda f: "请在要修改的项目下写明理由，每条不少于四个字")
def return_gives_its_reasons(facts: RegistrationFacts) -> bool:
    """A return names each task that must be mended, with its reason."""
    return bool(facts.reasons) and all(task in TASKS and len(reason.strip()) >= SHORTEST_REASON for task, reason in facts.reasons)


TO_START_A_REGISTRATION = (bar_has_run_out,)
TO_CHANGE_A_REGISTRATION = (registration_is_open_to_change,)
TO_CONFIRM_A_UNIT = (unit_has_a_genuine_code, code_belongs_to_the_unit)
TO_SUBMIT_A_REGISTRATION = (
    registration_is_open_to_change,
    bar_has_run_out,
    unit_has_a_genuine_code,
    unit_is_confirmed,
    licence_is_shown,
    representative_is_named,
    agent_is_authorised,
    services_are_published_in_full,
    certificates_are_shown_where_the_law_asks,
    practitioners_are_stated_where_the_law_asks,
    ties_are_declared,
    ten_promises_are_made,
)
TO_ADMIT_A_REGISTRATION = (registration_awaits_an_answer,)
TO_ADMIT_BY_SILENCE = (registration_awaits_an_answer, silence_has_lasted)
TO_RETURN_A_REGISTRATION = (registration_awaits_an_answer, answer_comes_in_time, return_gives_its_reasons)
