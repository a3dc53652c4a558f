"""A small stateful server that answers like Stripe, for the demo and the tests: no money moves here, and every page says so.

It honours idempotency keys, declines, 3-D Secure, capture and refunds, and keeps signed messages that whoever runs it
delivers: at once, late, twice or out of order. `machine.py` is the state, `client.py` lets the real `stripe` library
talk to it inside the process, `server.py` serves it over HTTP.
"""
