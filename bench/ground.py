"""The ground of a run: a database of its own, thrown away at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from tests import template_database


@contextmanager
def a_database() -> Iterator[str]:
    """A migrated database for this run."""
    with template_database.server() as control:
        template_database.drop_litter(control)
        template = template_database.the_template(control)
        name = f"{template_database.COPY}{os.getpid()}_bench"
        template_database.hold(control, name)
        template_database.create(control, name, template)
        template_database.use(name)
        try:
            yield name
        finally:
            connections.close_all()
            template_database.drop(control, name)
