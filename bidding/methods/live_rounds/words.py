"""The words of live rounds beside those of sealed price."""

NEVER_BID = "各轮竞价中均未报价"
