"""Words that set a condition on region, ownership, branch, local record or capital (fair competition review).

In the fields that state conditions a word is enough. In the fields that describe the work (where "国有建设用地" or an
address is innocent) a word counts only beside a word of demand in the same clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WHO = r"(?:企业|机构|单位|公司|供应商|投标人|中介)"
_UNFAIR = (
    # Region.
    r"(?:本|我|省|市|县|区域|辖区)(?:省|市|县|区|地|内){0,2}(?:注册|登记|设立|成立)",
    rf"(?:本地|当地|本土|本省|本市|本县|本区|省内|市内|县内|辖区内)的?(?:注册)?{_WHO}",
    rf"外地{_WHO}",
    r"注册地(?:址)?(?:在|为|须|应|位于|限)",
    # Local branch.
    r"(?:本地|当地|本省|本市|本县|省内|市内|县内|项目所在地|固定)[^，。；,;]{0,8}(?:分支机构|分公司|子公司|办事处|服务网点|办公场所)",
    r"(?:设有|设立|具有|须有|应有)[^，。；,;]{0,8}(?:分支机构|分公司|办事处)",
    # Local record, association, filing.
    r"(?:本地|当地|本省|本市|本县|本区|省内|市内|县内|辖区内|区域内)[^，。；,;]{0,6}(?:业绩|案例|经验|纳税|社保|备案)",
    r"(?:入库|名录库|备选库|协会会员|会员单位|本地备案|当地备案)",
    # Ownership.
    rf"(?:国有|国资|央属|民营|私营|外资|内资|合资|集体所有制)(?:控股)?{_WHO}",
    r"(?:国企|央企|民企|所有制(?:形式|性质)?)",
    # Capital and size.
    r"注册资[本金]",
    r"实[缴收]资本",
    r"(?:净资产|资产总额|年?营业(?:收入|额)|年?纳税额|从业人员人数)[^，。；,;]{0,6}(?:不少于|不低于|不小于|以上|≥|大于|达到)",
    # Deposits and fees that an agency would have to pay.
    r"(?:投标|履约|报名|质量)保证金",
)
_UNFAIR_WORDS = re.compile("|".join(_UNFAIR))
_DEMAND = re.compile(
    r"须|必须|应当|应为|应具|应有|要求|仅限|限(?:于|本|当地|省|市|县|辖区|国)|仅接受|只接受|优先|不接受|不得|具有|具备|拒绝|排除"
)
_CLAUSE = re.compile(r"[，。；！？,;!?\n]")
_PAYER = re.compile(
    r"由?(?:申请人|申请单位|项目单位|建设单位|报批单位|行政相对人)[^，。；,;\n]{0,6}(?:承担|支付|缴纳|垫付|负担)[^，。；,;\n]{0,8}费?"
    r"|费用[^，。；,;\n]{0,6}(?:由|向)(?:申请人|申请单位|项目单位|建设单位|报批单位|行政相对人)"
)


def unfair_words(*, conditions: Iterable[str], descriptions: Iterable[str]) -> tuple[str, ...]:
    """The words that restrict competition, as they were typed, each once."""
    found = [m.group() for text in conditions for m in _UNFAIR_WORDS.finditer(text)]
    for text in descriptions:
        for clause in _CLAUSE.split(text):
            if _DEMAND.search(clause):
                found += [m.group() for m in _UNFAIR_WORDS.finditer(clause)]
    return tuple(dict.fromkeys(found))


def payer_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The words that make the applicant pay, as they were typed."""
    return tuple(dict.fromkeys(m.group() for text in texts for m in _PAYER.finditer(text)))
