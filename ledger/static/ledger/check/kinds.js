// What may stand in an entry: kinds of events that are told and carry no weight, and fields that are of one kind wherever they
// stand. A kind that is neither here nor replayed is a finding, and so is a field of another kind; either may be null.
export const WEIGHTLESS = new Set(`
  log.genesis demo.played
  retained_list.changed member.invited member.joined member.left
  registration.submitted registration.returned certificate.expired licence.changed representative.changed agent.changed practitioner.added practitioner.dropped
  need.started trustee.missed
  rating.replied
`.trim().split(/\s+/));
const named = (kind, names) => names.trim().split(/\s+/).map((name) => [name, kind]);
export const FIELDS = [...named("number", `
  v version round seq bids place i minimum notice_days fen ceiling_fen floor_fen ceiling_rate_bp floor_rate_bp rate_bp score_centi days_late held threshold best_fen extensions share_bp year
  seats quorum valid unanswered question evaluations attempt
`), ...named("string", `
  type at need org bidder bid buyer contract party payment refund invoice rating rater side expert controller venture lead proposed
  deadline publicity_ends confirm_by sign_by accept_by ends_at opened_at choose_by method price_mode root budget_line
  kind accepted_by because employer explain_by judge_by score_by seed seed_sha256 pc tset commit draws_at listed_at inspection inspector lot first funding replaces was specialty region valid_from valid_until due_on accepted_at answer_by decide_by trigger measure payer
`), ...named("array", `
  avoid controllers contributions entrants unopened ties unconfirmed
`), ...named("object", `
  trustees envelope commits round_terms shortlist scoring outage
`), ...named("boolean", `
  silent upheld accepted material ventures for agreed hearing subcontract withdrawn single department by_silence buyer_confirmed agency_confirmed
`)];
export const kindOf = (value) => (Array.isArray(value) ? "array" : typeof value);
