"""Things outside the site: the search engine, Stripe, files that the platform keeps for itself."""

import json
from pathlib import Path

from config.settings.env import ROOT, optional

ELASTICSEARCH_URL = optional("ELASTICSEARCH_URL")
STRIPE_SECRET_KEY = optional("STRIPE_SECRET_KEY")
STRIPE_WEBHOOK_SECRET = optional("STRIPE_WEBHOOK_SECRET")
STRIPE_API_BASE = optional("STRIPE_API_BASE")  # set for the demo's stand-in; empty means Stripe itself
KEYS_DIR = Path(optional("KEYS_DIR", str(ROOT / ".data" / "keys")))
STANDIN_FILE = Path(optional("STANDIN_FILE", str(ROOT / ".data" / "standin.sqlite3")))  # what the sample payments remember
# Who holds the keys of sealed bids: {"t": 3, "set": [{"name", "url", "key": its public signing key in hex}, …]}; a trustee
# without url is this process; "former": those of past needs, {"name", "key"}. Empty: the operator alone (1 of 1), which every page that seals says.
TRUSTEES = json.loads(optional("TRUSTEES") or "{}")
# Under which algorithms new notices are sealed (`sealing/suites.py`); a notice is opened and verified under the suite that it names.
SEALING_SUITE = optional("SEALING_SUITE") or "P256-HKDF256-A256GCM"
# By which method new notices draw: R (each its own score), F (shuffle) or RFC3797. The hash is that of the sealing suite.
DRAW_METHOD = optional("DRAW_METHOD") or "R"
# Which public source every new notice names for its draws (`draws/sources/`): none, drand-quicknet, sh000001, ssq or notary, where
# to ask it, and the key of the notary (Ed25519, hex).
DRAW_BEACON = optional("DRAW_BEACON") or "none"
DRAW_NOTARY_KEY = optional("DRAW_NOTARY_KEY")
DRAW_BEACONS = {
    "drand-quicknet": "https://api.drand.sh/{chain}/public/{period}",
    "sh000001": "https://hq.sinajs.cn/list=sh000001",
    "ssq": "https://www.cwl.gov.cn/cwl_admin/front/cwlkj/search/kjxx/findDrawNotice?name=ssq&issueCount=&issueStart=&issueEnd=&dayStart={period}&dayEnd={period}&pageNo=1&pageSize=30&week=&systemType=PC",
    **json.loads(optional("DRAW_BEACONS") or "{}"),
}
# Who cosigns the record's checkpoints, "name=public key in hex" with commas between, and how many of them an export must carry.
WITNESSES = dict(each.split("=") for each in optional("WITNESSES", "").split(",") if each)
WITNESS_QUORUM = int(optional("WITNESS_QUORUM", str(len(WITNESSES))))
