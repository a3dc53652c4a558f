"""Which ciphertexts are taken in as files of a plan. What is in them nobody here can tell: that is judged when the plan is opened."""

from __future__ import annotations

from dataclasses import dataclass

from bidding.rules.submission import PLAN
from kernel.rulebook import Kind, rule

SOURCE = "本站密封规则：方案文件"
SMALLEST_CIPHER = 1 + 16  # bytes: those of the file, and sixteen by which a change shows
LARGEST_CIPHER = 20 * 1024 * 1024 + 16
MOST_WAITING = 30  # ciphertexts of one agency in one need that no bid has named yet
KEPT_HOURS = 6  # how long such a ciphertext is kept


@dataclass(frozen=True)
class UploadFacts:
    """A ciphertext that has come. `is_whole`: its SHA-256 is the one under which it was sent; `waiting`: how many wait for their bid."""

    takes_plans: bool
    size: int
    is_whole: bool
    waiting: int


@rule(SOURCE, law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: "本需求不收方案，也不收方案文件")
def files_belong_to_a_plan(facts: UploadFacts) -> bool:
    """Files are taken in where experts score plans, and nowhere else."""
    return facts.takes_plans


@rule(
    SOURCE,
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: "文件是空的" if f.size < SMALLEST_CIPHER else "文件超过 20 MB",
)
def file_of_a_plan_has_a_fair_size(facts: UploadFacts) -> bool:
    """A file of a plan is not empty and no larger than 20 MiB."""
    return SMALLEST_CIPHER <= facts.size <= LARGEST_CIPHER


@rule(SOURCE, law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: "收到的内容与摘要不符，请重新上传")
def file_of_a_plan_came_whole(facts: UploadFacts) -> bool:
    """A ciphertext is stored under its own SHA-256: what was cut short or changed under way is not taken in."""
    return facts.is_whole


@rule(
    SOURCE,
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"已有 {f.waiting} 份密文没有随投标提交，{KEPT_HOURS} 小时后清理",
)
def few_files_wait_for_their_bid(facts: UploadFacts) -> bool:
    """Of one agency at most thirty ciphertexts wait for their bid in a need."""
    return facts.waiting < MOST_WAITING


TO_HAND_IN_A_FILE = (
    files_belong_to_a_plan,
    file_of_a_plan_has_a_fair_size,
    file_of_a_plan_came_whole,
    few_files_wait_for_their_bid,
)
