"""Questions asked of bidding's tables, by what they are about. `locks.py` is the only home of select_for_update."""

from bidding.reads.facts import amendment_facts, cancelling_facts, closing_facts, question_facts, question_of
from bidding.reads.locks import lock_need, lock_need_against_bids, lock_sealed_bids
from bidding.reads.needs import (
    able_agencies,
    current_region,
    draft_of,
    fiscal_sum_of_a_year,
    flags_of,
    has_draft,
    held_until,
    item_of_the_list,
    need_by_number,
    next_number,
    notice_of,
    questions_end,
    unanswered,
)
from bidding.reads.notices import changed_columns, facts_of, minimum_of, notice_hash, published_body

__all__ = [
    "able_agencies",
    "amendment_facts",
    "cancelling_facts",
    "changed_columns",
    "closing_facts",
    "current_region",
    "draft_of",
    "facts_of",
    "fiscal_sum_of_a_year",
    "flags_of",
    "has_draft",
    "held_until",
    "item_of_the_list",
    "lock_need",
    "lock_need_against_bids",
    "lock_sealed_bids",
    "minimum_of",
    "need_by_number",
    "next_number",
    "notice_hash",
    "notice_of",
    "published_body",
    "question_facts",
    "question_of",
    "questions_end",
    "unanswered",
]
