"""The worker's part in reading a letter, for tests."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from django.db import connection
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from jumpa.documents.jobs import read_letter
from jumpa.documents.models import StoredFile


def jobs_for(file: StoredFile) -> list[ProcrastinateJob]:
    """The jobs that read this letter, the oldest first."""
    found = ProcrastinateJob.objects.filter(task_name="documents.read_letter")
    return list(found.filter(args__file_id=file.pk).order_by("id"))


def work_off(file_id: int, attempts: int = 0) -> None:
    """Do the job as the worker does that has tried it ``attempts`` times."""
    context: Any = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
    read_letter(cast(JobContext, context), file_id=file_id)


def seconds_until_retry(error: Exception, attempts: int) -> float | None:
    """When the worker tries again after the job failed so; None: never."""
    job = Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="x", attempts=attempts)
    put_off = read_letter.get_retry_exception(error, job)
    if put_off is None or put_off.retry_decision.retry_at is None:
        return None
    at = put_off.retry_decision.retry_at
    return (at - datetime.now(at.tzinfo)).total_seconds()


def taken_by_worker(file: StoredFile, *, heard_of: timedelta) -> None:
    """Let the last job be under way at a worker that was heard of so long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [timezone.now() - heard_of],
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [cursor.fetchone()[0], jobs_for(file)[-1].pk],
        )


def done(file: StoredFile) -> None:
    """Let the worker have done with every job of the letter, in vain."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE args->>'file_id' = %s",
            [str(file.pk)],
        )
