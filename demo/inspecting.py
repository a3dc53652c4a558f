"""The day's inspection: three officials in the pool, one of them tied to an agency; two agencies and two inspectors are drawn."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial

from demo.company import Company
from draws.terms import commitment_of
from kernel import clock
from ledger.sequencer import sequence_all
from market.models import Organisation, Person
from market.reads import current_region
from supervision import reads
from supervision.actions.announce_inspection import announce_inspection
from supervision.actions.list_inspector import list_inspector
from supervision.actions.show_number import show_number
from supervision.models import Inspection

POOL = (("regulator", ""), ("regulator2", ""), ("regulator3", "agency3"))


def inspect(day: Company) -> None:
    """List the inspectors, announce with both commitments, show the organ's number, and let the clock draw."""
    organ = day.actors["regulator"]
    for key, tie in POOL:
        person_id = day.actors[key].person_id
        assert person_id is not None
        person = Person.objects.get(pk=person_id)
        listed = list_inspector(actor=organ, person=person, ties=[day.actors[tie].uscc] if tie else [])
        day.stage.say(f"检查人员入库：{listed.code}{f'，申报与{day.actors[tie].name}有关联' if tie else ''}")
    sequence_all()
    inspection, own = _announce(day)
    day.stage.pass_to(inspection.opens_at)
    show_number(actor=organ, number=inspection.number, value=own)
    day.stage.say(f"{inspection.number} 名单时点已过，监管机关出示自己的数")
    sequence_all()
    day.stage.until(inspection.draws_at + timedelta(seconds=1))
    told = Inspection.objects.get(pk=inspection.pk).outcome
    assert told, f"{inspection} is not drawn"
    names = dict(Organisation.objects.filter(uscc__in=told["drawn"]).values_list("uscc", "name"))
    drawn, aside = "、".join(names[code] for code in told["drawn"]), "、".join(row["inspector"] for row in told["aside"]) or "无"
    day.stage.say(f"{inspection.number} 抽中{drawn}；检查人员 {'、'.join(told['inspectors'])}，回避 {aside}")


def _announce(day: Company) -> tuple[Inspection, bytes]:
    organ, own = day.actors["regulator"], secrets.token_bytes(32)
    number = reads.next_inspection_number(clock.now())
    announce = partial(
        announce_inspection,
        actor=organ,
        number=number,
        region=current_region("410000"),
        agencies=2,
        commit=commitment_of(number, organ.uscc, own),
    )
    day.refuse("一个人去检查", partial(announce, inspectors=1))
    inspection = announce(inspectors=2)
    day.stage.say(f"公告双随机检查 {number}：抽 2 家机构、2 名检查人员，双方先承诺")
    return inspection, own
