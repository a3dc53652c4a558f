"""The commitment letter: ten promises, in versions. The hash of the text that was agreed to is kept."""

from __future__ import annotations

import hashlib

VERSION = "1"
PROMISES = (
    "所提交的材料真实、准确、完整、有效，不隐瞒、不伪造。",
    "遵守法律法规、行业规范和本平台的公开规则。",
    "公开、公平、诚信地开展业务，不以任何方式排挤其他机构。",
    "按公示的标准收费，不串通报价，不恶意低价。",
    "出具的报告和结论真实、合法、独立，并对其负责。",
    "不行贿、不欺诈，不向任何人输送利益。",
    "对在服务中知悉的国家秘密、商业秘密和个人信息保密。",
    "约束从业人员的执业行为，对其在业务中的行为负责。",
    "不收受、不给付任何形式的回扣。",
    "接受监督、检查和投诉处理，违诺时接受依法作出的处理。",
)
NUMBER_OF_PROMISES = 10


def letter() -> str:
    """The text of the letter in this version, one promise a line."""
    return f"承诺书第 {VERSION} 版\n" + "\n".join(f"{n}. {each}" for n, each in enumerate(PROMISES, 1))


def hash_of_letter() -> str:
    """The SHA-256 of the text, in UTF-8."""
    return hashlib.sha256(letter().encode()).hexdigest()
