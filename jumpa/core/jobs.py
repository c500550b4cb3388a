"""What the worker does by the clock."""

from procrastinate.contrib.django import app

from jumpa.core import throttle


@app.periodic(cron="*/15 * * * *", periodic_id="purge_tries")
@app.task(queueing_lock="core.purge_tries", name="core.purge_tries")
def purge_tries(timestamp: int) -> None:
    """Forget who tried what once the window has ended; ``timestamp`` in Unix seconds."""
    throttle.purge()
