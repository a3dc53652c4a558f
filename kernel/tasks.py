"""The worker's share of the kernel: one job delivers one event to one handler; a sweep finds what a killed worker left."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kernel import outbox


@app.task(name="kernel.deliver", retry=RetryStrategy(max_attempts=outbox.MOST_TRIES, exponential_wait=2))
def deliver(delivery_id: int) -> None:
    """Deliver one event to one handler."""
    outbox.deliver(delivery_id)


def enqueue(delivery_id: int) -> None:
    """Put a delivery on the queue, in the caller's transaction."""
    deliver.defer(delivery_id=delivery_id)
