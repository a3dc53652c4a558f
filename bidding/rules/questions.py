"""Public questions and answers: until when they are asked, and how long an unanswered one holds the closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.rules.publication import PLAN
from bidding.rules.saying import moment
from kernel.rulebook import Kind, rule

QUESTIONS_END = 1  # working days before the deadline
LONGEST_HOLD = 2  # working days after the deadline for which an unanswered question holds the closing


@dataclass(frozen=True)
class QuestionFacts:
    """A question about to be asked or answered. `closes_for_questions` is one working day before the deadline."""

    is_open: bool
    now: datetime
    closes_for_questions: datetime | None
    text: str
    asked_by_buyer: bool = False
    is_answered: bool = False


@dataclass(frozen=True)
class ClosingFacts:
    """A need whose deadline has passed. `held_until` is where the longest hold ends."""

    unanswered: int
    now: datetime
    held_until: datetime


@rule(
    "参照乌克兰 Prozorro 采购系统；本站规则",
    law="N8",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda facts: f"提问截至 {moment(facts.closes_for_questions)}" if facts.closes_for_questions else "需求尚未发布",
)
def question_comes_in_time(facts: QuestionFacts) -> bool:
    """Questions close one working day before the deadline."""
    return facts.is_open and facts.closes_for_questions is not None and facts.now < facts.closes_for_questions


@rule("本站规则：问题要有内容", law="N8", since=PLAN, kind=Kind.DEFAULT)
def question_says_something(facts: QuestionFacts) -> bool:
    """A question and an answer say something."""
    return bool(facts.text.strip())


@rule("本站规则：委托方不自问自答", law="N8", since=PLAN, kind=Kind.DEFAULT)
def buyer_does_not_ask_itself(facts: QuestionFacts) -> bool:
    """The buyer answers questions and does not ask them."""
    return not facts.asked_by_buyer


@rule("本站规则：公开答复不再改写", law="N8", since=PLAN, kind=Kind.DEFAULT)
def question_is_answered_once(facts: QuestionFacts) -> bool:
    """A question is answered once, for everybody; the answer is not rewritten."""
    return not facts.is_answered


@rule("本站规则：进行中的需求才答复", law="N8", since=PLAN, kind=Kind.DEFAULT)
def answer_comes_while_the_need_is_open(facts: QuestionFacts) -> bool:
    """A question is answered while its need is open, which an unanswered question may prolong."""
    return facts.is_open


@rule(
    "参照乌克兰 Prozorro 采购系统；本站规则",
    law="N8",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda facts: f"还有 {facts.unanswered} 个问题未答复，最迟到 {moment(facts.held_until)} 关闭",
)
def closing_waits_for_answers(facts: ClosingFacts) -> bool:
    """An unanswered question holds the closing until it is answered, but no longer than two working days after the deadline."""
    return facts.unanswered == 0 or facts.now >= facts.held_until


TO_ASK_A_QUESTION = (question_comes_in_time, question_says_something, buyer_does_not_ask_itself)
TO_ANSWER_A_QUESTION = (question_says_something, question_is_answered_once, answer_comes_while_the_need_is_open)
TO_CLOSE_AFTER_QUESTIONS = (closing_waits_for_answers,)
