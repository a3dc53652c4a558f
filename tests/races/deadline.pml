/* The deadline, for Spin: bidders, one closer, and a clock that may step back.

   Each process takes one step at a time, in any order. A bidder takes the shared lock, reads the committed state of the need,
   is stamped, writes, commits (then it is acknowledged and lets go). The closer takes the exclusive lock, reads the clock,
   freezes the list of committed bids, commits. The trigger a_bid_comes_before_the_deadline and
   bidding.actions.opening.close_need are these steps; test_deadline_model.py holds them to that order and runs the ways below.

   Each of these flags is a wrong way, which Spin refutes: BIDDER_TAKES_NO_LOCK, CLOSER_TAKES_NO_LOCK, STATE_IS_NOT_READ,
   STAMPED_BEFORE_THE_LOCK, STAMP_IS_NOT_ASKED, CLOSED_WITHOUT_THE_CLOCK. */

#ifndef BIDDERS
#define BIDDERS 3
#endif
#define DEADLINE 2
#define MIDNIGHT 3
#define STEPS_BACK 2    /* so many in all: time goes on in the end */

byte now = 0, back = 0, shared = 0, done = 0;
bool exclusive = false, closed = false;
bool acknowledged[BIDDERS], frozen[BIDDERS];

active proctype Clock() {
    do
    :: now < MIDNIGHT -> now++
    :: atomic { now > 0 && back < STEPS_BACK -> now--; back++ }
    :: now == MIDNIGHT -> break
    od
}

inline let_go() {
#ifndef BIDDER_TAKES_NO_LOCK
    shared--
#else
    skip
#endif
}

proctype Bidder(byte me) {
    bool open = true;
    byte stamp;
#ifdef STAMPED_BEFORE_THE_LOCK
    atomic { open = !closed; stamp = now }
#endif
#ifndef BIDDER_TAKES_NO_LOCK
    atomic { !exclusive -> shared++ }
#endif
#ifndef STAMPED_BEFORE_THE_LOCK
#ifndef STATE_IS_NOT_READ
    open = !closed;
#endif
    stamp = now;
#endif
#ifdef STAMP_IS_NOT_ASKED
#define IN_TIME true
#else
#define IN_TIME (stamp < DEADLINE)
#endif
    if
    :: open && IN_TIME ->
        skip;                                    /* it writes: nobody sees it before the commit */
        atomic {
            acknowledged[me] = true;
            assert(stamp < DEADLINE);            /* no acknowledged bid is late */
            assert(!closed || frozen[me]);       /* none is missing from the frozen list */
            let_go(); done++
        }
    :: else -> atomic { let_go(); done++ }       /* refused by name */
    fi
}

active proctype Closer() {
    byte saw, each;
again:
#ifndef CLOSER_TAKES_NO_LOCK
    atomic { !exclusive && shared == 0 -> exclusive = true };
#endif
    saw = now;
#ifndef CLOSED_WITHOUT_THE_CLOCK
    if
    :: saw < DEADLINE -> exclusive = false; goto again
    :: else
    fi;
#endif
    atomic { for (each : 0 .. BIDDERS - 1) { frozen[each] = acknowledged[each] } };
    atomic {
        closed = true;
        assert(saw >= DEADLINE);                 /* nothing is frozen before the deadline */
        for (each : 0 .. BIDDERS - 1) { assert(!acknowledged[each] || frozen[each]) };
        exclusive = false
    }
}

init {
    byte each;
    atomic { for (each : 0 .. BIDDERS - 1) { run Bidder(each) } }
}

ltl every_life_ends { <> (closed && done == BIDDERS) }
