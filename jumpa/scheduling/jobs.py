"""What the worker does by the clock."""

from procrastinate.contrib.django import app

from jumpa.scheduling import actions


@app.periodic(cron="* * * * *", periodic_id="expire_holds")
@app.task(queueing_lock="scheduling.expire_holds", name="scheduling.expire_holds")
def expire_holds(timestamp: int) -> None:
    """Free what was held or offered until now, then offer it to who waits.

    ``timestamp`` is the minute, in Unix seconds.
    """
    actions.expire_holds()
    actions.grant_waiting()


@app.task(lock="scheduling.grant_waiting", name="scheduling.grant_waiting")
def grant_waiting() -> None:
    """Offer what was just given up to the first on the waiting list whose wish fits."""
    actions.grant_waiting()
