"""States of an invoice, a payment and a refund."""

from django.db.models import TextChoices


class InvoiceState(TextChoices):
    """Where an invoice stands."""

    OPEN = "open", "待付款"
    SETTLED = "settled", "已付清"
    REFUNDED = "refunded", "已退款"


class PaymentState(TextChoices):
    """Where a payment stands, as far as we know."""

    PREPARED = "prepared", "结果待核对"
    PENDING = "pending", "等待付款人确认"
    SUCCEEDED = "succeeded", "已付款"
    DECLINED = "declined", "未成功"
    CANCELLED = "cancelled", "已取消"


class RefundState(TextChoices):
    """Where a refund stands."""

    PREPARED = "prepared", "结果待核对"
    PENDING = "pending", "退款中"
    SUCCEEDED = "succeeded", "已退款"
    FAILED = "failed", "退款未成功"


class Method(TextChoices):
    """How a buyer pays."""

    CARD = "card", "银行卡"
    ALIPAY = "alipay", "支付宝"
    WECHAT_PAY = "wechat_pay", "微信支付"
