"""The addresses of this room."""

from django.urls import path

from payments.views import departments, outside, pay

urlpatterns = [
    path("my/contracts/<str:number>/pay/", pay.pay, name="pay"),
    path("my/contracts/<str:number>/pay/back/", pay.pay_back, name="pay_back"),
    path("my/contracts/<str:number>/refund/", pay.refund, name="refund"),
    path("my/payments/", departments.department_payments, name="department_payments"),
    path("payments/stripe/webhook/", outside.stripe_webhook, name="stripe_webhook"),
    path("payments/standin/<str:intent>/", outside.standin_payer, name="standin_payer"),
]
