// The kinds of events that are told and carry no weight in the re-derivation; one that is neither here nor replayed is a finding.
export const WEIGHTLESS = new Set(`
  log.genesis demo.played
  retained_list.changed term.changed supervision.routed organisation.entered member.invited member.joined member.left
  registration.submitted registration.returned certificate.added certificate.expired certificate.dropped tie.declared tie.ended service.offered service.withdrawn licence.changed representative.changed agent.changed practitioner.added practitioner.dropped org.cleared
  need.started question.asked question.answered trustee.missed
  change.proposed change.answered payment.prepared payment.answered refund.prepared
  rating.replied rating.objected rating.upheld case.opened case.notified case.answered case.heard case.voted case.dropped case.lapsed
`.trim().split(/\s+/));
