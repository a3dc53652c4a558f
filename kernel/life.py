"""How a life is written: a protected state that only its transitions move, refused to stale writers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_fsm
from django.db import models
from django_fsm import TransitionNotAllowed, transition

__all__ = ["Life", "StateField", "TransitionNotAllowed", "transition"]


class StateField(django_fsm.FSMField):
    """A protected state. A migration sees plain text: every copy of the library's field listens to every model made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["protected"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """As a CharField, without the library."""
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("protected", None)
        return name, "django.db.models.CharField", args, kwargs


class Life(django_fsm.ConcurrentTransitionMixin, models.Model):
    """An abstract model with a state: a save refuses when another has moved the state meanwhile."""

    class Meta:
        abstract = True
