"""Contracts and payments: the award's parties and price, the signature of each of them, delivery, acceptance, and never a fen above the contract."""

# fmt: off
from proofs import Fields, day_in, day_of, later

SIGNED_WITHIN = 30  # days after the award was confirmed

class Contracts:
    def contract(self, e, *states):
        c = self.contracts.get(e.contract) or self.wrong(f"expected contract {e.contract} to be drawn up before")
        c.need == e.need and e.get("bidder", c.bidder) == c.bidder or self.say("need or bidder is not that of the contract")
        self.in_order(c, e)
        return c if c.state in states else self.wrong(f"contract {e.contract} is {c.state}, expected {' or '.join(states)}")
    def on_contract_drawn_up(self, e):
        n = self.moved(e, "confirmed")
        self.once("contract", e.contract)
        (e.buyer, e.bidder, e.fen) == (n.buyer, n.live.bidder, n.live.fen) or self.say(f"expected the award's parties and {n.live.fen} fen")
        n.contract is None or self.say("this award has a contract already")
        last = later(n.confirmed_at, days=SIGNED_WITHIN)
        e.sign_by == last or e.at < e.sign_by < last and e.at[10:] == e.sign_by[10:] or self.say(f"expected sign_by whole days after {e.at}, or {last}, {SIGNED_WITHIN} days after the confirmation")
        n.contract = self.contracts[e.contract] = Fields(e, state="drawn up", parties=[n.buyer, *self.parties(n, e.bidder)], signed=set(), paid=0, accept_by="", made=None, change=None, due_on="", last=e.at)
        n.contract.silence = self.term("silent_acceptance_days", n.region, e.at) or 0
        e.sign_by == last or self.lasts(n.region, e, "sign_by", "sign_days")
    def on_contract_confirmed(self, e):
        c = self.contract(e, "drawn up")
        e.terms == c.terms or self.say("another text was confirmed than was drawn up")
        own = {"buyer": c.parties[:1], "agency": c.parties[1:]}.get(e.side, [])
        who = e.get("org", *own[:1])
        who in own and who not in c.signed or self.say(f"expected one of its side who has not confirmed yet, found {who}")
        c.signed.add(who)
    def unsigned(self, c):
        return [who for who in c.parties if who not in c.signed]
    def on_contract_signed(self, e):
        c = self.contract(e, "drawn up")
        (e.buyer, e.fen, e.terms) == (c.buyer, c.fen, c.terms) or self.say("expected the buyer, the price and the text that were drawn up")
        missing = self.unsigned(c)
        not missing or self.say(f"expected both sides on one text, each party of a joint venture too, without it {', '.join(missing)}")
        e.at <= c.sign_by or self.say(f"signed after {c.sign_by}")
        c.state, c.due_on = "signed", e.due_on and day_in(e.due_on).isoformat()
    def on_change_proposed(self, e):
        c = self.contract(e, "signed")
        c.change is None or self.say("expected the change that was proposed before to be answered first")
        e.side in ("buyer", "agency") and (not e.due_on or day_in(e.due_on).isoformat() > c.due_on) or self.say(f"expected a later day than {c.due_on}")
        c.change = e
    def on_change_answered(self, e):
        c = self.contract(e, "signed")
        c.change and c.change.side != e.side or self.say("expected an answer of the side that did not propose the change")
        c.agreed, c.change = c.change if e.agreed else None, None
    def on_contract_changed(self, e):
        c = self.contract(e, "signed")
        asked = c.get("agreed") or self.wrong("expected a change that both sides agreed to")
        (e.due_on, e.subcontract) == (asked.due_on or c.due_on, asked.subcontract) or self.say(f"expected what was agreed, due on {asked.due_on or c.due_on}")
        c.due_on, c.agreed = e.due_on, None
    def on_contract_lapsed(self, e):
        c = self.contract(e, "drawn up")
        c.state, missing = "lapsed", self.unsigned(c)
        missing and e.at >= c.sign_by or self.say(f"lapsed before {c.sign_by}, or confirmed by all")
        told = (e.buyer_confirmed, e.agency_confirmed, e.get("unconfirmed", missing))
        told == (c.parties[0] in c.signed, c.signed.issuperset(c.parties[1:]), missing) or self.say(f"expected that {', '.join(missing)} had not confirmed")
    def on_contract_terminated(self, e):
        self.contract(e, "signed").state = "terminated"
    def on_delivery_made(self, e):
        c = self.contract(e, "signed")
        c.made, c.accept_by = e, e.get("accept_by") or ""
        late = max(0, (day_in(day_of(e.at)) - day_in(c.due_on)).days) if c.due_on else 0
        e.days_late == late or self.say(f"delivered {late} days after {c.due_on}, found {e.days_late}")
        firm = self.needs[c.need].buyer_kind != "department"
        bool(c.accept_by) == firm or self.say("expected accept_by where a firm may let it pass, and never for a department")
        if c.accept_by:
            self.whole_days(e, "accept_by")
            c.accept_by >= later(e.at, days=c.silence) or self.say(f"expected accept_by at least {c.silence} days after {e.at}")
    def on_delivery_returned(self, e):
        c = self.contract(e, "signed")
        self.of_delivery(c, e, "returned")
        c.made = None
    def of_delivery(self, c, e, done):
        c.made or self.say(f"{done} without a delivery")
        said = c.made and (c.made.round, c.made.days_late)
        not c.made or (e.round, e.days_late) == said or self.say(f"expected the round and the days late of the delivery, {said}")
    def on_delivery_accepted(self, e):
        c = self.contract(e, "signed")
        silent = e.accepted_by == "silence"
        self.of_delivery(c, e, "accepted")
        e.accepted_by in ("buyer", "silence") or self.say(f"expected the buyer or silence to accept, found {e.accepted_by}")
        e.accepted_at == e.at or self.say(f"accepted at {e.accepted_at}, expected the time of the entry")
        not silent or (c.accept_by and e.accepted_at >= c.accept_by) or self.say(f"accepted by silence before {c.accept_by}")
        not silent or self.needs[c.need].buyer_kind != "department" or self.say("a department never accepts by silence")
        c.state = "accepted"
        self.deliveries.append({"org": c.bidder, "contract": e.contract, "on": day_of(e.accepted_at), "days_late": e.days_late})
    def on_invoice_issued(self, e):
        c = self.contract(e, "accepted")
        self.once("invoice", e.invoice)
        (e.fen, e.payer) == (c.fen, c.buyer) or self.say(f"expected an invoice to the buyer over {c.fen} fen")
        self.invoices[e.invoice] = e.contract
    def on_payment_prepared(self, e):
        self.contract(e, "accepted")
        self.payments.setdefault(e.payment, e.contract) == e.contract or self.say("expected the payment of one contract")
    def on_payment_answered(self, e):
        self.payments.get(e.payment) == e.contract or self.say(f"expected payment {e.payment} to be prepared before")
    def on_payment_settled(self, e):
        c = self.contract(e, "accepted")
        self.once("payment", e.payment)
        self.payments.get(e.payment) == self.invoices.get(e.invoice) == e.contract or self.say("expected a payment that was prepared, of an invoice of this contract")
        e.payer == c.buyer or self.say(f"expected the buyer {c.buyer} to pay, found {e.payer}")
        c.paid += e.fen
        self.settled[e.payment] = Fields(contract=e.contract, fen=e.fen, back=0)
        0 < e.fen and c.paid <= c.fen or self.say(f"{c.paid} fen paid on a contract of {c.fen}")
    def on_refund_prepared(self, e):
        self.contract(e, "accepted", "completed")
        paid = self.settled.get(e.payment)
        paid and paid.contract == e.contract and 0 < e.fen <= paid.fen - paid.back or self.say(f"expected a refund of at most what payment {e.payment} of this contract brought and is not given back")
        e.refund not in self.refunds or self.say(f"expected refund {e.refund} to be prepared once")
        self.refunds[e.refund] = (e.contract, e.payment, e.fen)
    def on_payment_refunded(self, e):
        c = self.contract(e, "accepted", "completed")
        self.once("refund", e.refund)
        paid = self.settled.get(e.payment) or self.wrong(f"expected payment {e.payment} to be settled before")
        self.refunds.get(e.refund) == (e.contract, e.payment, e.fen) or self.say("expected the refund of a payment of this contract as it was prepared")
        c.paid, paid.back = c.paid - e.fen, paid.back + e.fen
        0 < e.fen and c.paid >= 0 and paid.back <= paid.fen or self.say("more was given back than was paid")
        self.caused(e, "budget.refunded")
        self.holds(self.needs[c.need], spent=c.paid)
    def on_contract_completed(self, e):
        c = self.contract(e, "accepted")
        e.fen == c.paid == c.fen or self.say(f"completed at {e.fen} fen, {c.paid} of {c.fen} were paid")
        c.state = "completed"
