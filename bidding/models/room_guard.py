"""What the database itself refuses in a live room, whatever an application does: each step and each end is judged again here.

The numbers are those of the need (`Need.round_terms`) and of its notice in force. The row of the need is locked first, so
steps stand in order whoever writes them; the time is the database's, stamped after the lock.
"""

import pgtrigger

LATE = "ZX002"  # no round of this need runs at this moment
OUT_OF_BOUNDS = "ZX003"  # a price that may not be named now, or not by this agency

_JUDGE = f"""
    SELECT * INTO need FROM bidding_need WHERE id = NEW.need_id FOR UPDATE;
    SELECT * INTO running FROM bidding_liveround WHERE id = NEW.round_id;
    NEW.at := zx_now();
    IF need.state <> 'rounds' OR running.need_id <> need.id OR running.closed_at IS NOT NULL OR NEW.at < running.opened_at
            OR NEW.at >= running.ends_at THEN
        RAISE EXCEPTION 'late: the round ends at %, the price came at %', running.ends_at, NEW.at USING errcode = '{LATE}';
    END IF;
    SELECT greatest(coalesce(floor_fen, 1), 1), coalesce(ceiling_fen, 9007199254740991) INTO low, high FROM bidding_notice
        WHERE need_id = need.id AND published_at IS NOT NULL ORDER BY version DESC LIMIT 1;
    step := (need.round_terms ->> 'step_fen')::bigint;
    extra := running.number > (need.round_terms ->> 'rounds')::int;
    SELECT min(fen), count(*) + 1 INTO lowest, place FROM bidding_step WHERE need_id = need.id;
    SELECT fen INTO own FROM bidding_step WHERE need_id = need.id AND agency_id = NEW.agency_id ORDER BY seq DESC LIMIT 1;
    IF extra THEN
        high := coalesce(own, 0) - 1;
    ELSIF lowest IS NOT NULL AND lowest - step < low THEN
        low := lowest;
        high := CASE WHEN own = lowest THEN lowest - 1 ELSE lowest END;
    ELSIF lowest IS NOT NULL THEN
        high := lowest - step;
    END IF;
    IF NEW.fen < low OR NEW.fen > high OR NEW.seq <> place THEN
        RAISE EXCEPTION 'step % of % fen: expected step % from % to %', NEW.seq, NEW.fen, place, low, high
            USING errcode = '{OUT_OF_BOUNDS}';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM bidding_bid WHERE need_id = need.id AND agency_id = NEW.agency_id AND state = 'opened') THEN
        RAISE EXCEPTION 'agency % has not entered', NEW.agency_id USING errcode = '{OUT_OF_BOUNDS}';
    END IF;
    RETURN NEW;
"""

_HOLD = f"""
    SELECT round_terms INTO terms FROM bidding_need WHERE id = NEW.need_id;
    IF (NEW.need_id, NEW.number, NEW.opened_at) IS DISTINCT FROM (OLD.need_id, OLD.number, OLD.opened_at)
            OR OLD.closed_at IS NOT NULL OR NEW.closed_at > zx_now() THEN
        RAISE EXCEPTION 'a round keeps its start, and is closed once, not before its time' USING errcode = '{LATE}';
    END IF;
    IF NEW.ends_at <> OLD.ends_at OR NEW.extensions <> OLD.extensions THEN
        SELECT at INTO last FROM bidding_step WHERE round_id = OLD.id ORDER BY seq DESC LIMIT 1;
        IF last IS NULL OR last >= OLD.ends_at
                OR last < OLD.ends_at - make_interval(secs => (terms ->> 'last_seconds')::int)
                OR NEW.extensions <> OLD.extensions + 1 OR NEW.extensions > (terms ->> 'extensions')::int
                OR NEW.ends_at <> OLD.ends_at + make_interval(secs => (terms ->> 'extra_seconds')::int) THEN
            RAISE EXCEPTION 'the end of a round is put off by a step in its last seconds alone' USING errcode = '{LATE}';
        END IF;
    END IF;
    RETURN NEW;
"""

STEP_GUARD = pgtrigger.Trigger(
    name="a_step_comes_in_time_and_goes_down",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[
        ("need", "bidding_need%ROWTYPE"),
        ("running", "bidding_liveround%ROWTYPE"),
        ("low", "bigint"),
        ("high", "bigint"),
        ("lowest", "bigint"),
        ("own", "bigint"),
        ("step", "bigint"),
        ("place", "int"),
        ("extra", "boolean"),
    ],
    func=_JUDGE,
)
STEPS_STAY = pgtrigger.ReadOnly(name="a_step_stays_as_it_was", exclude=["receipt"])
ROUND_GUARD = pgtrigger.Trigger(
    name="a_round_ends_by_its_terms",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    declare=[("terms", "jsonb"), ("last", "timestamptz")],
    func=_HOLD,
)
