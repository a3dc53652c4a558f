"""Take the market day away again, so that what is left is a fresh install with its seeds."""

from __future__ import annotations

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model
from procrastinate.contrib.django.models import ProcrastinateJob

from kernel import clock
from kernel.models import Delivery, OutboxEvent
from market.models import Organisation, Person

EMPTIED = (
    "ledger",
    "draws",
    "sealing",
    "budgets",
    "agencies",
    "bidding",
    "contracts",
    "payments",
    "ratings",
    "supervision",
    "search",
)


class NotOnlyADemo(Exception):
    """There are organisations that the demo did not make: their record is not deleted."""


@transaction.atomic
def empty() -> int:
    """Empty every room, the record and its seeds included; returns how many organisations went.

    Raises:
        NotOnlyADemo: if an organisation is not marked as a sample.
    """
    real = Organisation.objects.filter(is_demo=False).count()
    if real:
        raise NotOnlyADemo(f"有 {real} 家单位不是示例：公开记录只增不减，不能删除")
    gone = Organisation.objects.count()
    models = [model for room in EMPTIED for model in apps.get_app_config(room).get_models()]
    models += [model for model in apps.get_app_config("market").get_models() if model is not Person]
    models += [OutboxEvent, Delivery]
    names = sorted({model._meta.db_table for model in models} | _links(models))
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE " + ", ".join(connection.ops.quote_name(name) for name in names) + " RESTART IDENTITY")
        cursor.execute("TRUNCATE " + connection.ops.quote_name(ProcrastinateJob._meta.db_table) + " CASCADE")
    Person.objects.filter(is_demo=True).delete()
    settings.STANDIN_FILE.unlink(missing_ok=True)
    return gone


@transaction.atomic
def delete_demo() -> int:
    """Delete every row of the demo and lay the seeds anew; returns how many organisations went.

    Raises:
        NotOnlyADemo: if an organisation is not marked as a sample.
    """
    clock.set_to(None)
    gone = empty()
    call_command("seed", verbosity=0)
    return gone


def _links(models: list[type[Model]]) -> set[str]:
    """The tables between many-to-many sides."""
    throughs = (link.remote_field.through for model in models for link in model._meta.local_many_to_many)
    return {through._meta.db_table for through in throughs if through is not None}
