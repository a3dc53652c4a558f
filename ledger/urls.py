"""The addresses of this room."""

from django.urls import path

from ledger import views

urlpatterns = [
    path("record/", views.record, name="record"),
    path("record/check/", views.check, name="record_check"),
    path("record/receipt/", views.receipt, name="record_receipt"),
    path("record/entries/<int:idx>/", views.entry, name="record_entry"),
    path("record/entries.json", views.entries, name="record_entries"),
    path("record/checkpoint", views.checkpoint, name="record_checkpoint"),
    path("record/trust.json", views.trust, name="record_trust"),
    path("record/verifier.zip", views.verifier, name="record_verifier"),
    path("record/cosignatures/", views.cosignatures, name="record_cosignatures"),
    path("record/consistency/<int:old>/<int:new>.json", views.consistency, name="record_consistency"),
]
