"""The methods that the form of a draft offers, each with what it means."""

from bidding.states import Method, PriceMode

OFFERED = [
    (Method.SEALED_PRICE.value, "密封竞价：报价密封到截止，最低有效价中选"),
    (Method.RANDOM_DRAW.value, "随机抽取：价格由公告写明，有效报名公开抽签，机会相等"),
    (Method.AVERAGE_PRICE.value, "均价选取：报价密封到截止，最接近均值的中选；五家以上去掉一个最高、一个最低再求均值"),
    (
        Method.CREDIT_SHORTLIST.value,
        "信用择优：价格由公告写明，信用分末位的不参加，其余按信用分持签号抽签入围，由你写明理由择定一家",
    ),
    (Method.QUALITY_AND_PRICE.value, "择优（方案）：抽取的专家按公布的因素给方案打分，评分锁定后才开启报价，总分最高的中选"),
    (Method.LIVE_ROUNDS.value, "多轮竞价：密封报名不报价，开启后在竞价室按金额逐轮降价，最后报价最低的中选；须写最高限价"),
]

DIRECT = (Method.DIRECT_CHOICE.value, "直接选取：价格由公告写明，发布后由你选定一家符合条件的机构；限社会资金，部门委托的不适用")

BID = [  # a stated price is no choice: it follows from the method
    (PriceMode.AMOUNT.value, PriceMode.AMOUNT.label),
    (PriceMode.DISCOUNT.value, PriceMode.DISCOUNT.label),
]
