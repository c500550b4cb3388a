"""What the worker does by the clock."""

from procrastinate.contrib.django import app

from jumpa.scheduling import actions


@app.periodic(cron="* * * * *", periodic_id="expire_holds")
@app.task(queueing_lock="scheduling.expire_holds", name="scheduling.expire_holds")
def expire_holds(timestamp: int) -> None:
    """Free what was held or offered until now; ``timestamp`` is the minute, in Unix seconds."""
    actions.expire_holds()


@app.periodic(cron="* * * * *", periodic_id="grant_waiting")
@app.task(queueing_lock="scheduling.grant_waiting", name="scheduling.grant_waiting")
def grant_waiting(timestamp: int) -> None:
    """Offer what is free by now to those who wait; ``timestamp`` is the minute, in Unix seconds."""
    actions.grant_waiting()
