"""The shape of the files that an operator brings: every fault with its row, its column and how to mend it. No law here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from market.folding import folded

LIST_COLUMNS = {
    "code": "编码",
    "name_zh": "服务事项",
    "approval_item": "审批事项",
    "legal_basis": "设定依据",
    "department": "主管部门",
    "qualification": "服务机构资格",
    "time_limit": "办理时限",
    "workflow": "工作流程",
    "conditions": "申报条件",
    "fee_basis": "收费标准",
    "fee_kind": "价格形式",
    "commissioned_by": "委托方",
    "needs_certificate": "法定资质",
    "bans": "禁止情形",
    "sample_fields": "示例值字段",
    "source": "来源",
}
LIST_REQUIRED = ("code", "name_zh", "source")
LONGEST = {"code": 20, "name_zh": 200, "approval_item": 200, "department": 200, "time_limit": 200}
CHOICES = {
    "fee_kind": {"政府定价": "government", "政府指导价": "guided", "市场调节价": "market"},
    "commissioned_by": {"申请人": "applicant", "申请人委托": "applicant", "部门": "department", "部门委托": "department"},
    "needs_certificate": {"是": "1", "否": "", "0": "", "1": "1"},
}
TERM_COLUMNS = {
    "level": "适用级别",
    "region_code": "地区代码",
    "name": "条款",
    "value": "数值",
    "kind": "性质",
    "source": "依据",
    "since": "起",
}
TERM_REQUIRED = ("name", "value", "kind", "source", "since")


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: the line in the file, the column, the value, and how to mend it."""

    row: int
    column: str
    value: str
    says: str

    def __str__(self) -> str:
        return f"第 {self.row} 行“{self.column}”：{self.says}" + (f"（现在是“{self.value}”）" if self.value else "")


@dataclass
class Table:
    """Rows with their line in the file, and every fault found. Usable only without faults."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: int, column: str, value: str, says: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(row, column, value, says))


def read_table(text: str, columns: Mapping[str, str], required: Iterable[str]) -> Table:
    """Read CSV text (a byte-order mark, Chinese or English headings are fine) and note empty required cells."""
    table = Table()
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    words = {folded(word): name for name, word in columns.items()} | {name: name for name in columns}
    heading = [words.get(folded(cell), "") for cell in next(reader, [])]
    for name in required:
        if name not in heading:
            table.fault(1, columns[name], "", "缺少这一列")
    if table.faults:
        return table
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(heading):
            table.fault(reader.line_num, columns[required_first(required)], "", "列数比表头多，检查是否少了引号")
            continue
        row = dict.fromkeys(columns, "") | {n: c.strip() for n, c in zip(heading, cells, strict=False) if n}
        for name in required:
            if not row[name]:
                table.fault(reader.line_num, columns[name], "", "不能为空")
        table.rows.append((reader.line_num, row))
    if not table.rows and not table.faults:
        table.fault(2, columns[required_first(required)], "", "文件里没有数据行")
    return table


def required_first(required: Iterable[str]) -> str:
    """The first required column: where a fault of a whole row is shown."""
    return next(iter(required))


def read_list(text: str) -> Table:
    """The rows of a retained list, choices as their stored values."""
    table = read_table(text, LIST_COLUMNS, LIST_REQUIRED)
    seen: dict[str, int] = {}
    for line, row in table.rows:
        row["code"] = folded(row["code"]).upper().replace(" ", "")
        if row["code"] and row["code"] in seen:
            table.fault(line, "编码", row["code"], f"与第 {seen[row['code']]} 行重复")
        seen.setdefault(row["code"], line)
        for name, most in LONGEST.items():
            if len(row[name]) > most:
                table.fault(line, LIST_COLUMNS[name], row[name][:20] + "…", f"最多 {most} 个字")
        for name, words in CHOICES.items():
            if row[name] and row[name] not in words.values():
                if row[name] not in words:
                    table.fault(line, LIST_COLUMNS[name], row[name], "只能填" + "、".join(words))
                row[name] = words.get(row[name], "")
    return table


def read_terms(text: str) -> Table:
    """The rows of a table of regional terms: whole numbers, days as 2026-01-31."""
    table = read_table(text, TERM_COLUMNS, TERM_REQUIRED)
    for line, row in table.rows:
        if not row["region_code"] and not row["level"]:
            table.fault(line, "地区代码", "", "写明地区代码，或者写适用级别")
        value = folded(row["value"])
        if value and not value.isdecimal():
            table.fault(line, "数值", row["value"], "只能是整数；金额以分为单位，不写“万元”、不写区间")
        row["value"] = value
        try:
            date.fromisoformat(row["since"] or "x")
        except ValueError:
            if row["since"]:
                table.fault(line, "起", row["since"], "写成 2026-01-31 的样子")
    return table
