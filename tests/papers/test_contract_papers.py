"""A paper and the data inside it can't disagree."""

import hashlib
import io
import json

import pytest
from pypdf import PdfReader

from contracts.papers import award_notice, contract_paper
from tests.makers import contracts as make

pytestmark = pytest.mark.usefixtures("at_ten")


def flat(reader: PdfReader) -> str:
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


def test_a_contract_is_a_pdf_a3_that_carries_the_terms_as_confirmed() -> None:
    contract = make.a_signed_contract().contract
    raw = contract_paper(contract)
    reader = PdfReader(io.BytesIO(raw))
    assert b"<pdfaid:part>3</pdfaid:part>" in raw
    (inside,) = reader.attachments["terms.json"]
    assert hashlib.sha256(inside).hexdigest() == contract.terms_hash
    assert json.loads(inside) == contract.terms
    words = flat(reader)
    for said in ("中介服务合同", "捌万贰仟陆佰元整", contract.number, contract.buyer.uscc, "不得转让或者分包", "日利率万分之五"):
        assert said in words
    assert f"第1页，共{len(reader.pages)}页" in words


def test_the_chinese_fonts_are_inside_the_paper() -> None:
    raw = contract_paper(make.a_signed_contract().contract)
    fonts = set()
    for page in PdfReader(io.BytesIO(raw)).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts.add((inner["/BaseFont"].split("+")[1].split("-")[0], "/FontFile3" in inner["/FontDescriptor"]))
    assert fonts == {("NotoSansSC", True), ("NotoSerifSC", True)}


def test_the_same_contract_gives_the_same_paper() -> None:
    contract = make.a_signed_contract().contract
    assert contract_paper(contract) == contract_paper(contract)


def test_the_notice_of_award_carries_its_data() -> None:
    contract = make.a_drawn_up_contract().contract
    reader = PdfReader(io.BytesIO(award_notice(contract)))
    (inside,) = reader.attachments["award.json"]
    assert json.loads(inside)["amount_fen"] == 8_260_000
    assert "中选通知书" in flat(reader)
    assert "捌万贰仟陆佰元整" in flat(reader)
