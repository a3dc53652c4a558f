"""What each part of a draft must keep when it is saved: the rules of publication that its fields can break.

What is not filled in yet breaks nothing; publication asks for the whole.
"""

from __future__ import annotations

from bidding.rules import publication as p
from bidding.rules import weights as w
from bidding.rules.choosing import direct_choice_spends_social_money
from bidding.rules.facts import NoticeFacts
from kernel.rulebook import Kind, rule


@rule("本站规则：要换事项、方式或地区，取消后重新发布", law="N7", since=p.PLAN, kind=Kind.DEFAULT)
def item_method_and_region_stay_once_public(need: NoticeFacts) -> bool:
    """The service item, the selection method and the region of a public need stay; to change them it is cancelled and published anew."""
    return need.is_draft or not need.moves_what_stays


TO_SAVE_THE_PROJECT = (
    item_method_and_region_stay_once_public,
    p.conditions_are_open_to_all,
    p.applicant_never_pays_for_a_department,
)
TO_SAVE_THE_SERVICE = (
    item_method_and_region_stay_once_public,
    p.item_of_an_approval_is_on_the_list,
    p.item_publishes_its_four_particulars,
)
TO_SAVE_THE_PRICE = (
    item_method_and_region_stay_once_public,
    p.department_buys_by_competition,
    p.joint_ventures_join_where_bids_come,
    p.method_is_offered_here,
    p.price_is_stated_where_none_is_bid,
    direct_choice_spends_social_money,
    p.rounds_fall_from_a_ceiling,
    p.applicant_never_pays_for_a_department,
    p.department_names_its_budget_line,
    p.fiscal_purchase_stays_below_the_limit,
    p.price_has_a_ceiling_or_its_reason,
    p.price_bounds_are_in_order,
)
TO_SAVE_THE_SCORING = w.TO_SCORE_PLANS
TO_SAVE_THE_CONDITIONS = (
    p.conditions_are_open_to_all,
    p.applicant_never_pays_for_a_department,
    p.joint_ventures_join_where_bids_come,
)
TO_SAVE_THE_DEADLINE = (p.notice_is_long_enough, p.deadline_falls_on_a_working_day)
