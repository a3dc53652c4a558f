"""The settings of a worker that a test starts and kills: the site's, with handlers and clock work of the test's own."""

from tests.settings import *  # noqa: F403

OUTBOX_WIRING = "tests.races.a_slow_handler.WIRING"
TICK = "tests.races.a_slow_handler.TICK"
WORKER_LOOPS = "tests.races.a_slow_handler.LOOPS"
