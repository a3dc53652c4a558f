"""What the database itself holds a bid to: it comes before the deadline, for a notice of its need that stands, after it.

trust.md D, way R2: the shared advisory lock first, then the state and the clock; the closer takes it exclusively. One
row tells all: the need says for which version of its notice and for which keys bids come (`TakesBids`), so that none gets in
that was judged by a version which another has replaced meanwhile; and a bid takes no lock on rows which others share (on the
other side, no need, notice or agency is ever deleted). A clock that shows a moment before the notice, or before the moving of
its deadline, has stepped back: no bid is taken in until it has caught up.

Each sentence of a trigger is made ready once more in every transaction, so there are few: the lock is taken in a condition,
which costs a third of a statement (it never gives NULL), and one condition lets a bid in; why not is asked of the others alone.
What a bid may say is held by triggers, too: a constraint is read and made ready again for each row.
"""

import pgtrigger

from bidding.states import BidState

LOCK_SPACE = 1001
LATE, BEHIND, OVERTAKEN = (
    "ZX001",
    "ZX004",
    "ZX005",
)  # after the deadline; before the notice, by a clock that stepped back; for what was replaced
SAYS_SOMETHING = "num_nonnulls(NEW.plain, NEW.opening, NEW.amount_fen, NEW.rate_bp) > 0"
_REFUSED = (
    "RAISE EXCEPTION 'sealed_bid_says_nothing: what a bid holds is kept once it is opened or void' USING errcode = '23514';"
)
BID_GUARD = pgtrigger.Trigger(
    name="a_bid_comes_before_the_deadline",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("life", "text"), ("closing", "timestamptz"), ("since", "timestamptz"), ("stands", "boolean")],
    func=f"""
    IF pg_advisory_xact_lock_shared({LOCK_SPACE}, NEW.need_id::int) IS NULL THEN RETURN NULL; END IF;
    SELECT zx_now(), need.state, need.closes_at, need.bids_since, need.bids_for_id = NEW.notice_id AND need.bids_keys = NEW.envelope->>'tset'
        INTO NEW.at, life, closing, since, stands
        FROM bidding_need need JOIN agencies_agency agency ON agency.id = NEW.agency_id WHERE need.id = NEW.need_id;
    IF life = 'open' AND NEW.at < closing AND NEW.at >= since AND stands AND NOT ({SAYS_SOMETHING}) THEN
        RETURN NEW;
    ELSIF life IS NULL THEN
        RAISE EXCEPTION 'there is no need %, or no agency %', NEW.need_id, NEW.agency_id USING errcode = '23503';
    ELSIF life = 'open' AND NEW.at < since THEN
        RAISE EXCEPTION 'behind: the notice stands since %, the clock shows %', since, NEW.at USING errcode = '{BEHIND}';
    ELSIF life <> 'open' OR NEW.at >= closing THEN
        RAISE EXCEPTION 'late: the need closed at %, the bid came at %', closing, NEW.at USING errcode = '{LATE}';
    ELSIF stands IS NOT TRUE THEN
        RAISE EXCEPTION 'overtaken: bids for need % come for another version of its notice or other keys', NEW.need_id
            USING errcode = '{OVERTAKEN}';
    END IF;
    {_REFUSED}
""",
)
SEALED_BID_SAYS_NOTHING = pgtrigger.Trigger(
    name="sealed_bid_says_nothing",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(f"NEW.state NOT IN ('{BidState.OPENED}', '{BidState.VOID}') AND {SAYS_SOMETHING}"),
    func=_REFUSED,
)
VOID_BID_HAS_A_REASON = pgtrigger.Trigger(
    name="void_bid_has_a_reason",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(f"NEW.state = '{BidState.VOID}' AND NEW.void_reason = ''"),
    func="RAISE EXCEPTION 'void_bid_has_a_reason: anybody works it out again' USING errcode = '23514';",
)
BID_STAYS = pgtrigger.ReadOnly(name="a_bid_stays_with_its_need", fields=["need", "notice", "agency", "seq", "envelope_hash"])
