"""The worker's share of the kernel: one job delivers one event to one handler; a sweep finds what a killed worker left."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from kernel import outbox

# A running worker swaps the app's connection for one of its own; what a verb enqueues must go with the verb's transaction.
IN_THE_CALLERS_TRANSACTION = JobManager(DjangoConnector())
SILENT_SECONDS = 30


@app.task(name="kernel.deliver", retry=RetryStrategy(max_attempts=outbox.MOST_TRIES, exponential_wait=2))
def deliver(delivery_id: int) -> None:
    """Deliver one event to one handler."""
    outbox.deliver(delivery_id)


def enqueue(delivery_id: int) -> None:
    """Put a delivery on the queue, in the caller's transaction."""
    configure_task(name="kernel.deliver", job_manager=IN_THE_CALLERS_TRANSACTION).defer(delivery_id=delivery_id)


@app.periodic(cron="* * * * *")
@app.task(name="kernel.retry_stalled", queueing_lock="kernel.retry_stalled", pass_context=False)
async def retry_stalled(timestamp: int) -> int:
    """Put the jobs of workers that were killed back on the queue; every job is safe to repeat. Returns how many."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS))
    for job in stalled:
        await app.job_manager.retry_job(job)
    return len(stalled)
