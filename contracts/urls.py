"""The addresses of this room."""

from django.urls import path

from contracts.views import mine, public

urlpatterns = [
    path("contracts/<str:number>.pdf", public.contract_pdf, name="contract_pdf"),
    path("contracts/<str:number>/", public.contract_notice, name="contract_notice"),
    path("my/contracts/", mine.contracts, name="contracts"),
    path("my/contracts/<str:number>/", mine.contract, name="contract"),
    path("my/contracts/<str:number>/confirm/", mine.confirm, name="confirm_contract"),
    path("my/contracts/<str:number>/deliver/", mine.deliver, name="deliver"),
    path("my/contracts/<str:number>/accept/", mine.accept, name="accept_delivery"),
    path("my/contracts/<str:number>/return/", mine.give_back, name="return_delivery"),
    path("my/contracts/<str:number>/change/", mine.change, name="propose_change"),
    path("my/contracts/<str:number>/change/answer/", mine.answer, name="answer_change"),
    path("my/contracts/<str:number>/terminate/", mine.terminate, name="terminate_contract"),
    path("my/contracts/<str:number>/draft.pdf", mine.draft_pdf, name="contract_draft_pdf"),
    path("my/contracts/<str:number>/award-notice.pdf", mine.award_notice_pdf, name="award_notice_pdf"),
    path("my/contracts/<str:number>/files/<int:file>/", mine.result_file, name="result_file"),
]
