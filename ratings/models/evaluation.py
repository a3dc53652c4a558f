"""One side's evaluation of one contract."""

from django.db import models
from django.db.models import Q

from agencies.models import Agency
from contracts.models import Contract
from market.models import Organisation
from ratings.models.evaluation_life import EvaluationLife
from ratings.rules.evaluation import CRITERIA
from ratings.states import EvaluationState, Side


class Evaluation(EvaluationLife):
    """Five scores, with reasons for low ones; the agency's reply stands beside it."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+")
    side = models.CharField("评价方", max_length=10, choices=Side.choices)
    rater = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    quality = models.PositiveSmallIntegerField("质量")
    timeliness = models.PositiveSmallIntegerField("时效")
    attitude = models.PositiveSmallIntegerField("态度")
    fee = models.PositiveSmallIntegerField("收费")
    conduct = models.PositiveSmallIntegerField("规范")
    reasons = models.TextField("理由", max_length=1000, blank=True)
    reply = models.TextField("机构答复", max_length=1000, blank=True)
    replied_at = models.DateTimeField("答复时间", null=True, blank=True)
    object_by = models.DateTimeField("异议期限")
    objection = models.TextField("异议", max_length=1000, blank=True)
    answer = models.TextField("异议处理", max_length=1000, blank=True)

    class Meta:
        verbose_name = "评价"
        verbose_name_plural = "评价"
        constraints = [
            models.UniqueConstraint(fields=["contract", "side"], name="one_vote_a_contract_and_side"),
            *(
                models.CheckConstraint(condition=Q(**{f"{name}__gte": 1, f"{name}__lte": 5}), name=f"{name}_from_1_to_5")
                for name in CRITERIA
            ),
        ]
        indexes = [models.Index(fields=["agency", "-recorded_at"], name="evaluations_of_agency")]

    def __str__(self) -> str:
        return f"{self.contract} {self.get_side_display()}"

    @property
    def public_id(self) -> str:
        """How the record names it: the contract and the side."""
        return f"{self.contract.number}/{self.side}"

    @property
    def scores(self) -> dict[str, int]:
        """The five scores by name."""
        return {name: getattr(self, name) for name in CRITERIA}

    @property
    def rows(self) -> list[tuple[str, int]]:
        """The five scores with their Chinese words."""
        return [(word, getattr(self, name)) for name, word in CRITERIA.items()]

    @property
    def state_word(self) -> str:
        """The state in a word."""
        return str(EvaluationState(self.state).label)

    @property
    def state_look(self) -> str:
        """The state's look (web.icons.LOOKS)."""
        return {"recorded": "ok", "objected": "soon", "upheld": "ok"}.get(self.state, "off")
