"""The addresses of this room."""

from django.urls import URLPattern, path, register_converter

from bidding.views import (
    api,
    awards,
    bids,
    choosing,
    drafting,
    draws,
    envelopes,
    explanations,
    needs,
    plan_files,
    results,
    reveals,
    reviews,
    rooms,
    steering,
    ventures,
)


class NumberConverter:
    """A need's number, as it stands in an address."""

    regex = r"ZX-\d{4}-\d{4,8}(?:-2)?"

    def to_python(self, value: str) -> str:
        """The number as it is."""
        return value

    def to_url(self, value: str) -> str:
        """The number as it is."""
        return value


register_converter(NumberConverter, "need")


public_needs: list[URLPattern] = [
    path("needs/", needs.needs, name="needs"),
    path("needs/data.json", needs.needs_json, name="needs_json"),
    path("needs/<need:number>/", needs.need, name="need"),
    path("needs/<need:number>/data.json", needs.need_json, name="need_json"),
    path("needs/<need:number>/calendar.ics", needs.need_calendar, name="need_calendar"),
    path("needs/<need:number>/code.svg", needs.need_code, name="need_code"),
    path("needs/<need:number>/envelopes.jsonl", envelopes.need_envelopes, name="need_envelopes"),
    path("needs/<need:number>/questions/new/", steering.ask, name="ask_question"),
    path("needs/<need:number>/files/<int:file>/", needs.need_file, name="need_file"),
]

public_results: list[URLPattern] = [
    path("results/", results.results, name="results"),
    path("results/data.json", results.results_json, name="results_json"),
    path("results/<need:number>/", results.result, name="result"),
    path("results/<need:number>/data.json", results.result_json, name="result_json"),
    path("results/<need:number>/code.svg", results.result_code, name="result_code"),
    path("draws/", draws.draws, name="draws"),
    path("needs/<need:number>/draw/", draws.draw, name="draw"),
    path("needs/<need:number>/draw/data.json", draws.draw_json, name="draw_json"),
    path("needs/<need:number>/draw/code.svg", draws.draw_code, name="draw_code"),
]

my_needs: list[URLPattern] = [
    path("my/needs/", steering.my_needs, name="my_needs"),
    path("my/needs/new/", drafting.new_need, name="new_need"),
    path("my/needs/<need:number>/", steering.my_need, name="my_need"),
    path("my/needs/<need:number>/files/", drafting.files, name="my_need_files"),
    path("my/needs/<need:number>/files/<int:file>/remove/", drafting.drop_file, name="my_need_drop_file"),
    path("my/needs/<need:number>/check/", drafting.check, name="my_need_check"),
    path("my/needs/<need:number>/done/", drafting.done, name="my_need_done"),
    path("my/needs/<need:number>/amend/", steering.amend, name="my_need_amend"),
    path("my/needs/<need:number>/choose/", choosing.choose, name="choose_agency"),
    path("my/needs/<need:number>/pick/", choosing.pick, name="pick_agency"),
    path("my/needs/<need:number>/drop/", steering.drop, name="my_need_drop"),
    path("my/needs/<need:number>/again/", steering.again, name="my_need_again"),
    path("my/needs/<need:number>/cancel/", steering.cancel, name="my_need_cancel"),
    path("my/needs/<need:number>/questions/<int:question>/", steering.answer, name="my_need_answer"),
    path("my/needs/<need:number>/<slug:part>/", drafting.part, name="my_need_part"),
]


bidders: list[URLPattern] = [
    path("needs/<need:number>/eligibility/", bids.eligibility, name="eligibility"),
    path("needs/<need:number>/bid/", bids.bid, name="bid"),
    path("needs/<need:number>/bid/files/", plan_files.hand_in, name="hand_in_file"),
    path("needs/<need:number>/bid/params.json", bids.bid_params, name="bid_params"),
    path("needs/<need:number>/bids/", api.bids, name="bids_api"),
    path("needs/<need:number>/award/", awards.award, name="answer_award"),
    path("needs/<need:number>/objection/", awards.objection, name="file_objection"),
    path("needs/<need:number>/explanation/", explanations.explain, name="explain_price"),
    path("needs/<need:number>/room/", rooms.room, name="room"),
    path("needs/<need:number>/room/step/", rooms.step, name="room_step"),
    path("needs/<need:number>/room/state.json", rooms.state_json, name="room_json"),
    path("needs/<need:number>/venture/", ventures.propose, name="propose_venture"),
    path("my/ventures/", ventures.my_ventures, name="my_ventures"),
    path("my/ventures/<str:agreement>/", ventures.venture, name="venture"),
    path("my/bids/", bids.my_bids, name="my_bids"),
    path("my/bids/<str:envelope>/", bids.receipt, name="bid_receipt"),
    path("my/bids/<str:envelope>/receipt.json", bids.receipt_json, name="bid_receipt_json"),
    path("my/bids/<str:envelope>/envelope.json", envelopes.own_envelope, name="own_envelope"),
    path("my/bids/<str:envelope>/plan.json", envelopes.own_plan, name="own_plan"),
    path("my/bids/<str:envelope>/reveal/", reveals.reveal, name="reveal_bid"),
    path("my/bids/<str:envelope>/withdraw/", bids.withdraw, name="withdraw_bid"),
    path("my/needs/<need:number>/objections/<int:objection>/", awards.answer, name="answer_objection"),
    path("my/needs/<need:number>/explanations/<int:explanation>/", explanations.judge, name="judge_explanation"),
]

experts: list[URLPattern] = [
    path("my/reviews/", reviews.my_reviews, name="my_reviews"),
    path("my/reviews/<need:number>/", reviews.review, name="review"),
    path("my/reviews/<need:number>/lock/", reviews.lock, name="lock_scores"),
    path("my/reviews/<need:number>/aside/", reviews.aside, name="stand_aside"),
    path("my/reviews/<need:number>/<int:plan>/", reviews.score, name="score_plan"),
    path("my/reviews/<need:number>/<int:plan>/files/<int:file>/", plan_files.plan_file, name="plan_file"),
    path("my/experts/", reviews.experts, name="experts"),
]

urlpatterns: list[URLPattern] = [*public_needs, *public_results, *bidders, *experts, *my_needs]
