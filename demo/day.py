"""The market day: its scenes, in order. Everything that happens goes through the verbs that users' pages call."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from agencies import actions as agencies
from agencies.models import Registration
from agencies.states import RegistrationState
from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.awards.decline_award import decline_award
from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.bids.withdraw_bid import withdraw_bid
from bidding.actions.drafting.save_need_price import save_need_price
from bidding.actions.notices.answer_question import answer_question
from bidding.actions.notices.ask_question import ask_question
from bidding.actions.notices.cancel_need import cancel_need
from bidding.actions.notices.publish_need import publish_need
from bidding.models import Award, Bid, Need
from bidding.states import AwardState, CancelReason, Funding, Method, NeedState, PriceMode
from demo import cast, chance, choosing, inspecting, joining, plans, posting, rounds, serving
from demo.company import Company
from demo.stage import Stage
from kernel import clock
from kernel.actors import SCHEDULER, Actor, ActorKind
from kernel.calendar import is_working_day
from kernel.money import YUAN, in_yuan
from ledger.canonical import Plain
from market.actions.register_organisation import register_organisation
from market.actions.route_supervision import route_supervision
from market.models import Organisation, Person
from market.reads import current_region
from sealing.envelope import seal

NINE_WEEKS = timedelta(weeks=9)
STEPS = 184


def first_morning(now: datetime) -> datetime:
    """Nine in the morning in Beijing on the Monday nine weeks before."""
    then = (now - NINE_WEEKS).astimezone(clock.BEIJING)
    return (then - timedelta(days=then.weekday())).replace(hour=9, minute=0, second=0, microsecond=0)


def last_morning(now: datetime) -> datetime:
    """Ten in the morning in Beijing on the last working day that has gone by."""
    day = now.astimezone(clock.BEIJING) - timedelta(days=1)
    while not is_working_day(day.date()):
        day -= timedelta(days=1)
    return day.replace(hour=10, minute=0, second=0, microsecond=0)


class MarketDay(Company):
    """One market day from the first registration to the graded agency, then the needs that are open now."""

    def __init__(self, *, quiet: bool = False):
        clock.set_to(None)
        self.real_now = clock.now()
        super().__init__(Stage(STEPS, first_morning(self.real_now), quiet=quiet))
        self.real = posting.real_notices()

    def play(self) -> None:
        """Play all scenes; the database's clock is real again afterwards, whatever happens."""
        try:
            for scene in (
                self.arrive,
                self.register,
                self.post,
                self.enter,
                self.bid,
                self.open,
                self.rounds,
                self.score,
                self.award,
                self.serve,
                self.leave,
                self.inspect,
                self.choose,
                self.today,
            ):
                scene()
                self.stage.deliver()
        finally:
            clock.set_to(None)

    # The scenes

    def arrive(self) -> None:
        """Officials and buyers get their accounts."""
        officials = (cast.OPERATOR, cast.REGULATOR, cast.SECOND_REGULATOR, cast.THIRD_REGULATOR, cast.FINANCE)
        units = (*officials, cast.DEPARTMENT, cast.FIRM, cast.OTHER_FIRM)
        for unit in units:
            self.actors[unit.key], self.passwords[unit.key] = joining.bring(unit)
            self.stage.say(f"开户：{unit.name}")
        water_bureau = Organisation.objects.get(uscc=cast.DEPARTMENT.uscc)
        route_supervision(actor=SCHEDULER, item_code="B02", region=current_region("410300"), department=water_bureau)
        somebody = Actor(ActorKind.VISITOR, person_id=Person.objects.get(username="firm").pk)

        def wrong_code() -> object:
            name = "错码公司（示例）"
            return register_organisation(actor=somebody, uscc=cast.WRONG_USCC, name=name, kind="firm", region_code="410300")

        self.refuse("用错误的统一社会信用代码登记", wrong_code)

    def register(self) -> None:
        """Six agencies join without a barrier: four are admitted, one mends its papers, one is admitted by silence."""
        for unit in cast.AGENCIES:
            self.actors[unit.key], self.passwords[unit.key] = joining.bring(unit)
            number = joining.apply(unit, self.actors[unit.key]).number
            self.stage.say(f"入驻申请 {number}：{unit.name}")
        operator = self.actors["operator"]
        waiting = list(Registration.objects.filter(state=RegistrationState.SUBMITTED).order_by("pk"))
        for registration in waiting[:4]:
            agencies.admit_registration(actor=operator, registration_id=registration.pk)
            self.stage.say(f"形式核对通过：{registration.agency}")
        mended = waiting[4]
        agencies.return_registration(actor=operator, registration_id=mended.pk, reasons={"licence": "执照扫描件缺第二页"})
        self.stage.say(f"形式核对退回：{mended.agency}，执照扫描件缺第二页")
        agencies.submit_registration(actor=self.actors["agency5"])
        agencies.admit_registration(actor=operator, registration_id=mended.pk)
        self.stage.say(f"补正后通过：{mended.agency}")
        self.stage.working_days(2, hour=17)
        silent = Registration.objects.get(pk=waiting[5].pk)
        assert silent.by_silence, "silence admits after two working days"
        self.stage.say(f"逾期视为通过：{silent.agency}")

    def post(self) -> None:
        """Firms choose freely; the department buys by competition only, within a budget line that it has declared."""
        firm, other, department = self.actors["firm"], self.actors["firm2"], self.actors["department"]
        self.needs["won"] = posting.post(firm, self.real["won"])
        self.needs["department"] = self._by_competition_only(department)
        self.needs["tie"] = posting.post(other, self.real["tie"])
        self.needs["discount"] = posting.post(firm, self.real["discount"], price_mode=PriceMode.DISCOUNT)
        self.needs["too_few"] = posting.post(firm, self.real["too_few"])
        self.needs["cancelled"] = posting.post(other, self.real["cancelled"])
        for key, number in self.needs.items():
            self.stage.say(f"发布需求 {number}：{self.real[key].title}")
        number = self.needs["cancelled"]
        cancel_need(actor=other, number=number, reason=CancelReason.PROJECT_STOPPED, note="项目缓建")
        self.stage.say(f"取消需求 {number}：项目停止（理由公开）")

    def _by_competition_only(self, department: Actor) -> str:
        number = posting.draft(department, self.real["department"], avoid=self.actors["agency3"].uscc)
        price = partial(
            save_need_price,
            actor=department,
            number=number,
            funding=Funding.FISCAL,
            ceiling_fen=self.real["department"].ceiling_fen,
            budget_line=posting.BUDGET_LINE,
        )

        def directly() -> None:
            price(method=Method.DIRECT_CHOICE)
            publish_need(actor=department, number=number)

        self.refuse("部门直接选取", directly)
        price(method=Method.SEALED_PRICE)
        publish_need(actor=department, number=number, knows_it_is_narrow=True)
        return number

    def seal(self, agency: str, key: str, yuan: int = 0, *, rate_bp: int | None = None, seq: int = 1) -> Bid:
        """Seal an agency's price as its browser would, and hand the envelope in."""
        need = Need.objects.get(number=self.needs[key])
        plain: dict[str, Plain] = {"v": "bid/1"}
        plain |= {"rate_bp": rate_bp} if rate_bp is not None else {"amount_fen": yuan * YUAN}
        actor = self.actors[agency]
        envelope, _ = seal(plain, need=need.number, bidder=actor.uscc, seq=seq, trustees=need.trustees)
        return submit_bid(actor=actor, number=need.number, envelope=envelope)

    def bid(self) -> None:
        """Sealed bids: replaced, withdrawn, refused; nobody can read one."""
        number = self.needs["won"]
        question = ask_question(actor=self.actors["agency2"], number=number, text="是否包含水土保持监测费用？")
        self.stage.say(f"{number} 公开提问：{question.text}")
        answer_question(actor=self.actors["firm"], number=number, question=question.pk, answer="包含，监测三期。")
        self.stage.say(f"{number} 公开答复")
        for agency, yuan in (("agency", 118_000), ("agency2", 125_000), ("agency3", 131_500), ("agency4", 122_000)):
            self._say_sealed(self.seal(agency, "won", yuan))
        self._say_sealed(self.seal("agency2", "won", 112_600, seq=2), "替换此前的密封报价")
        withdrawn = Bid.objects.get(need__number=number, agency__organisation__uscc=self.actors["agency4"].uscc)
        withdraw_bid(actor=self.actors["agency4"], envelope_hash=withdrawn.envelope_hash)
        self.stage.say(f"{number} 撤回密封报价：{withdrawn.agency}")
        for agency, yuan in (("agency", 171_000), ("agency2", 158_000), ("agency5", 163_500), ("agency4", 166_000)):
            self._say_sealed(self.seal(agency, "department", yuan))
        self.refuse("回避名单上的机构报名", lambda: self.seal("agency3", "department", 150_000))
        for agency, yuan in (("agency3", 214_000), ("agency4", 214_000), ("agency5", 229_000), ("agency6", 240_000)):
            self._say_sealed(self.seal(agency, "tie", yuan))
        for agency, bp in (("agency3", 1250), ("agency4", 1500), ("agency5", 1100)):
            self._say_sealed(self.seal(agency, "discount", rate_bp=bp))
        self._say_sealed(self.seal("agency2", "too_few", 33_800))

    def _say_sealed(self, bid: Bid, what: str = "密封报价，回执已签") -> None:
        self.stage.say(f"{bid.need.number} {what}：{bid.agency}（{bid.envelope_hash[:12]}…）")

    def open(self) -> None:
        """The clock closes, the bids are opened, the lowest valid price wins; too few means a second notice."""
        closes = Need.objects.get(number=self.needs["won"]).closes_at
        assert closes is not None
        self.stage.pass_to(closes)
        self.refuse("截止那一刻送达的报价", lambda: self.seal("agency4", "won", 99_000, seq=2))
        self.stage.until(closes + timedelta(seconds=1))
        for key in ("won", "department", "tie", "discount", "draw", "average"):
            need = Need.objects.select_related("decision").get(number=self.needs[key])
            assert need.state == NeedState.DECIDED, f"{need} is {need.state}"
            first = need.decision.ranking[0]
            self.stage.say(
                f"{need.number} 开启并选取：第一名 {first['bidder']}，{in_yuan(first['amount_fen'])} 元。{first['reason']}"
            )
        failed = Need.objects.get(number=self.needs["too_few"])
        self.needs["second"] = failed.second_notice.number
        self.stage.say(f"{failed.number} 不足三家，未开启；第二次公告 {self.needs['second']}")
        self._say_sealed(self.seal("agency2", "second", 33_500))
        self._say_sealed(self.seal("agency4", "second", 31_900))

    def enter(self) -> None:
        """Sign-ups for live rounds and for a draw, sealed, without a price; plans and prices, sealed apart; quotes for an average, one of a joint venture."""
        rounds.enter(self, self.real["live"])
        plans.enter(self, self.real["plans"])
        chance.post(self, self.real)
        chance.enter(self)
        chance.join(self)
        for agency, yuan in chance.QUOTES:
            self._say_sealed(self.seal(agency, "average", yuan))

    def rounds(self) -> None:
        """Three rounds in the live room: prices fall, one too high is refused, the last price wins."""
        rounds.run(self)

    def score(self) -> None:
        """Experts score the plans and lock their sheets; the prices are opened after them."""
        plans.score(self)

    def award(self) -> None:
        """Publicity passes; winners confirm; the department's winner declines, and the next in order follows."""
        self.stage.working_days(3, hour=18)
        declined = self._winner("department")
        decline_award(actor=self.actors[declined], number=self.needs["department"], reason="人员安排冲突")
        self.stage.say(f"{self.needs['department']} 第一名放弃中选（记信用事实），依次递补")
        self.stage.working_days(1)
        for key in ("won", "department", "tie", "discount", "live", "plans", "draw", "average"):
            winner = self._winner(key)
            award = confirm_award(actor=self.actors[winner], number=self.needs[key])
            self.stage.say(f"{self.needs[key]} 确认中选：{award.agency}，{in_yuan(award.amount_fen)} 元")
        self.stage.working_days(3, hour=18)
        confirm_award(actor=self.actors[self._winner("second")], number=self.needs["second"])
        self.stage.say(f"{self.needs['second']} 第二次公告确认中选")
        self.stage.deliver()

    def _winner(self, key: str) -> str:
        award = Award.objects.select_related("agency__organisation").get(need__number=self.needs[key], state=AwardState.OFFERED)
        return self.key_of(award.agency.organisation.uscc)

    def serve(self) -> None:
        """Contracts are signed, delivered, accepted, paid and rated."""
        serving.serve(self)

    def leave(self) -> None:
        """A case of exit with due process, to its suspension."""
        serving.leave(self)

    def inspect(self) -> None:
        """Two agencies and two inspectors are drawn at an hour that nobody chose."""
        inspecting.inspect(self)

    def choose(self) -> None:
        """A pick from a short list, and a direct choice; meanwhile the results of the other contracts are handed over."""
        choosing.by_shortlist(self, self.real["shortlist"])
        choosing.directly(self, self.real["direct"])
        for key in serving.RUNNING:
            serving.deliver(self, key)

    def today(self) -> None:
        """What is open now: needs with sealed bids, an agency that waits for its formal check."""
        clock.set_to(last_morning(self.real_now))
        self.actors["agency7"], self.passwords["agency7"] = joining.bring(cast.NEWCOMER)
        registration = joining.apply(cast.NEWCOMER, self.actors["agency7"])
        self.stage.say(f"入驻申请 {registration.number} 等待形式核对：{cast.NEWCOMER.name}")
        posts = (("open_listed", "firm", 5), ("open_department", "department", 6), ("open_voluntary", "firm2", 4))
        for key, buyer, days in posts:
            self.needs[key] = posting.post(self.actors[buyer], self.real[key], working_days=days)
            self.stage.say(f"发布需求 {self.needs[key]}：{self.real[key].title}，正在报名")
        self._say_sealed(self.seal("agency", "open_listed", 121_000))
        self._say_sealed(self.seal("agency4", "open_listed", 118_800))
        self.refuse("暂停服务期内报名", lambda: self.seal("agency5", "open_listed", 90_000))
