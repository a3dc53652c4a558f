"""Who plays the market day. Invented names, valid check digits, marked 示例 on every page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """An organisation of the cast, with one person who acts for it."""

    key: str
    uscc: str
    name: str
    kind: str
    region: str
    person: str
    phone: str


FIRM = Unit("firm", "91410300MA90000111", "栖梧新材料有限公司（示例）", "firm", "410300", "郑启明", "0379-00000001")
OTHER_FIRM = Unit("firm2", "91410300MA900002XQ", "云岫食品有限公司（示例）", "firm", "410300", "苏云", "0379-00000002")
DEPARTMENT = Unit("department", "11410300MA90000119", "伊河县水利局（示例）", "department", "410300", "白水清", "0379-00000003")
OPERATOR = Unit("operator", "11410000MA9000011R", "中选平台服务中心（示例）", "operator", "410000", "常守正", "0371-00000004")
REGULATOR = Unit(
    "regulator", "11410000MA900002XH", "河南省中介服务监管处（示例）", "regulator", "410000", "严明", "0371-00000005"
)
SECOND_REGULATOR = Unit(
    "regulator2", "11410000MA900002XH", "河南省中介服务监管处（示例）", "regulator", "410000", "方直", "0371-00000006"
)
THIRD_REGULATOR = Unit(
    "regulator3", "11410000MA900002XH", "河南省中介服务监管处（示例）", "regulator", "410000", "申正", "0371-00000008"
)
FINANCE = Unit("finance", "11410300MA90000381", "伊河县财政局（示例）", "finance", "410300", "钱慎之", "0379-00000007")

AGENCIES = (
    Unit("agency", "91410300MA9000038Q", "澄川环境技术有限公司（示例）", "agency", "410300", "李澄", "0379-00000011"),
    Unit("agency2", "91410300MA9000046K", "砚溪水务技术有限公司（示例）", "agency", "410300", "沈砚", "0379-00000012"),
    Unit("agency3", "91410100MA9000011N", "临渊安全科技有限公司（示例）", "agency", "410100", "江临", "0371-00000013"),
    Unit("agency4", "91411100MA90000113", "衡初工程咨询有限公司（示例）", "agency", "411100", "顾衡", "0395-00000014"),
    Unit("agency5", "91410100MA900002XE", "知微检测评估有限公司（示例）", "agency", "410100", "魏知微", "0371-00000015"),
    Unit("agency6", "91410300MA9000054E", "北辰造价咨询有限公司（示例）", "agency", "410300", "辰北", "0379-00000016"),
)
NEWCOMER = Unit("agency7", "91410100MA9000038E", "新禾水土保持有限公司（示例）", "agency", "410100", "何新", "0371-00000017")

WRONG_USCC = "91410300MA90000380"  # the last character does not fit
LOGINS = (
    (FIRM, "企业（发布需求、验收、付款）"),
    (DEPARTMENT, "部门（竞争选取、预算付费）"),
    (AGENCIES[0], "中介机构（投标、交付）"),
    (OPERATOR, "平台运营（形式核对）"),
    (REGULATOR, "监管（信用与退出）"),
    (FINANCE, "财政（查看付款）"),
)
