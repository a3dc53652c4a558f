"""What a role's home shows of this room."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from agencies import access, reads
from agencies.states import Standing
from kernel import clock
from kernel.actors import Actor, ActorKind
from web.panels import Panel, Task
from web.templatetags.zx import short_moment


def panels(actor: Actor) -> list[Panel]:
    """An agency's way in, its standing and certificates; an official's applications to answer."""
    if actor.kind is ActorKind.AGENCY:
        return _of_agency(actor)
    if access.checks_registrations(actor):
        waiting, by = reads.waiting_registrations(access.registrations_visible_to(actor))
        word, look = ("待核对", "soon") if waiting else ("没有待办", "off")
        hint = f"最早一件须在 {short_moment(by)} 前答复，逾期视为通过" if by else "两个工作日内答复，逾期视为通过"
        task = Task("核对入驻申请", reverse("registrations:index"), word, look, hint, waiting or None)
        return [Panel("机构入驻", [task], act=(reverse("wagtailadmin_home"), "进入工作后台"))]
    return []


def _of_agency(actor: Actor) -> list[Panel]:
    agency = access.agency_if_begun(actor)
    href = reverse("join")
    if agency is None:
        return [Panel("入驻", [Task("入驻，成为服务机构", href, "尚未开始", "todo")], act=(href, "开始入驻"))]
    if agency.standing == Standing.UNLISTED:
        registration = reads.newest_registration(agency)
        if registration is None:
            return [Panel("入驻", [Task("重新入驻", href, "尚未开始", "todo")])]
        hint = f"需要修改 {len(registration.reasons)} 项" if registration.reasons else registration.number or ""
        look = {"draft": "doing", "submitted": "info", "returned": "warn"}.get(registration.state, "ok")
        return [Panel("入驻", [Task("入驻申请", href, registration.state_word, look, hint)])]
    tasks = [Task("机构资料与服务", href, agency.state_word, agency.state_look)]
    today = clock.today()
    soon = agency.certificates.filter(valid_until__lte=today + timedelta(days=30)).order_by("valid_until")
    for each in soon[:5]:
        left = (each.valid_until - today).days
        word, look = ("已到期", "bad") if left < 0 else (f"还有 {left} 天", "soon")
        tasks.append(Task(f"更新证书：{each.kind}", reverse("join_certificates"), word, look, "到期后相关服务不再显示"))
    tasks.append(Task("公开页面", reverse("agency", args=[actor.uscc]), "公开", "ok"))
    return [Panel("机构", tasks)]
