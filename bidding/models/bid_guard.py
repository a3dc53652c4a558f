"""What the database itself holds a bid to: it comes before the deadline, for a notice of its need that stands, after it.

trust.md D, way R2: the shared advisory lock first, then the state and the clock; the closer takes it exclusively. One
question tells all: that need and notice exist and belong together and that there is such an agency, so that a bid takes no
lock on rows which others share (on the other side, none of the three is ever deleted); and whether the clock is held, so
that the moment is `zx_now()` without asking once more. A clock that shows a moment before the notice, or before the moving
of its deadline, has stepped back: no bid is taken in until it has caught up.
"""

import pgtrigger

LOCK_SPACE = 1001
LATE, BEHIND = "ZX001", "ZX004"  # after the deadline; before the notice, by a clock that stepped back
BID_GUARD = pgtrigger.Trigger(
    name="a_bid_comes_before_the_deadline",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("life", "text"), ("closing", "timestamptz"), ("since", "timestamptz"), ("held", "timestamptz")],
    func=f"""
    PERFORM pg_advisory_xact_lock_shared({LOCK_SPACE}, NEW.need_id::int);
    SELECT need.state, need.closes_at, greatest(notice.published_at, need.moved_at), shift.frozen_at INTO life, closing, since, held
        FROM bidding_need need JOIN bidding_notice notice
        ON notice.need_id = need.id AND notice.id = NEW.notice_id AND notice.published_at IS NOT NULL
        JOIN agencies_agency agency ON agency.id = NEW.agency_id
        LEFT JOIN kernel_clockshift shift ON shift.id = 1 WHERE need.id = NEW.need_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'notice % is no published notice of need %, or there is no agency %', NEW.notice_id, NEW.need_id, NEW.agency_id
            USING errcode = '23503';
    END IF;
    NEW.at := coalesce(held, clock_timestamp());
    IF life <> 'open' OR NEW.at >= closing THEN
        RAISE EXCEPTION 'late: the need closed at %, the bid came at %', closing, NEW.at USING errcode = '{LATE}';
    END IF;
    IF NEW.at < since THEN
        RAISE EXCEPTION 'behind: the notice stands since %, the clock shows %', since, NEW.at USING errcode = '{BEHIND}';
    END IF;
    RETURN NEW;
""",
)
BID_STAYS = pgtrigger.ReadOnly(name="a_bid_stays_with_its_need", fields=["need", "notice", "agency", "seq", "envelope_hash"])
