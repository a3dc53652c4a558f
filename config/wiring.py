"""Who hears what: event → handlers (dotted names of functions that take the payload and are idempotent)."""

_DIRECTORY = ("search.follow.in_postgres", "search.follow.in_elasticsearch")

WIRING: dict[str, tuple[str, ...]] = {
    "org.registered": _DIRECTORY,
    "org.warned": _DIRECTORY,
    "org.cleared": _DIRECTORY,
    "org.suspended": _DIRECTORY,
    "org.restored": _DIRECTORY,
    "org.removed": _DIRECTORY,
    "service.offered": _DIRECTORY,
    "service.withdrawn": _DIRECTORY,
    "certificate.added": _DIRECTORY,
    "certificate.dropped": _DIRECTORY,
    "score.published": _DIRECTORY,
    "retained_list.changed": ("search.follow.list_in_postgres", "search.follow.list_in_elasticsearch"),
    "rating.recorded": ("ratings.tasks.on_facts_changed",),
    "rating.corrected": ("ratings.tasks.on_facts_changed",),
    "case.decided": ("ratings.tasks.on_facts_changed",),
    "award.confirmed": ("contracts.tasks.on_award_confirmed",),
    "delivery.accepted": ("payments.tasks.on_delivery_accepted", "ratings.tasks.on_delivery_accepted"),
}

# What the clock brings about, in this order, every minute: dotted names of functions that take nothing, find what is
# due by the database's time and call the ordinary verbs. Each is idempotent and gives its own faults a row in the log.
TICK: tuple[str, ...] = (
    "agencies.due.admit_by_silence",
    "agencies.due.restore_due",
    "agencies.due.remind_expiring",
    "bidding.due.beat_near_deadlines",
    "bidding.due.move_due",
    "bidding.due.close_due",
    "bidding.due.open_plans_due",
    "bidding.due.replace_late",
    "bidding.due.close_scores_due",
    "bidding.due.open_due",
    "bidding.due.end_unchosen_due",
    "bidding.due.take_beacons_due",
    "bidding.due.start_rounds_due",
    "bidding.due.close_rounds_due",
    "bidding.due.decide_due",
    "bidding.due.pick_for_the_silent",
    "bidding.due.dismiss_unanswered",
    "bidding.due.judge_silent",
    "bidding.due.award_due",
    "bidding.due.decline_silent",
    "bidding.due.call_second_due",
    "bidding.due.drop_files_due",
    "contracts.due.lapse_due",
    "contracts.due.accept_due",
    "payments.due.reconcile_due",
    "payments.due.deliver_sample_messages",
    "ratings.due.propose_for_quality",
    "ratings.due.lapse_due",
    "ratings.due.settle_objections",
    "ratings.due.republish_stale",
    "supervision.due.draw_due",
    "search.due.refresh_changed",
    "sealing.due.publish_changed_pages",
)

# What a role's home shows, in this order: dotted names of functions `(actor) -> list[web.panels.Panel]`.
PANELS: tuple[str, ...] = (
    "supervision.panels.panels",
    "bidding.panels.panels",
    "contracts.panels.panels",
    "payments.panels.panels",
    "budgets.panels.panels",
    "ratings.panels.panels",
    "agencies.panels.panels",
    "market.panels.panels",
)

# What the worker runs for ever beside its jobs: dotted names of functions that take nothing; one that fails starts again.
LOOPS: tuple[str, ...] = ("ledger.sequencer.sequence_forever", "bidding.heart.beat_and_rest")
