"""The base of every desk in the Wagtail admin.

Wagtail's generic views ask only whether a user may do something with the model. A desk asks, for each thing, whether this
actor may: its index, its export, its inspection and its acts all draw from `visible_to(actor)`, so an official of another
region meets "not found". Nothing is added, copied, edited or deleted here: a state moves by an act, which is a page that asks
for confirmation and calls the verb by POST.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import BasePermissionPolicy

from kernel.access import NotForYou, NotFound
from kernel.actors import Actor
from web.forms import ZxForm

READ_ONLY = ("view",)
DESK_PERMISSION = "wagtailadmin.access_admin"


class DeskPolicy(BasePermissionPolicy):
    """What Wagtail is told of a model with a desk: whoever gets into the admin may look, nobody adds, changes or deletes.

    Whether this actor may look at this thing is asked by the desk's views.
    """

    def user_has_permission(self, user: AbstractBaseUser | AnonymousUser, action: str) -> bool:
        """Looking only."""
        return action in READ_ONLY and bool(getattr(user, "has_perm", lambda _: False)(DESK_PERMISSION))

    def user_has_any_permission(self, user: AbstractBaseUser | AnonymousUser, actions: Any) -> bool:
        """Looking only."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Looking only; the desk asks for the instance."""
        return self.user_has_permission(user, action)


class OfDesk:
    """A view that belongs to a desk: refused to whom the desk is closed, before anything is fetched."""

    desk: Desk | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Ask who comes, then let Wagtail prepare."""
        self.actor: Actor = request.actor  # type: ignore[attr-defined]
        self.of_desk.open_or_refuse(self.actor)
        super().setup(request, *args, **kwargs)  # type: ignore[misc]

    @property
    def of_desk(self) -> Desk:
        """The desk."""
        if self.desk is None:
            raise TypeError("a view of a desk is made by its desk")
        return self.desk

    def thing(self, pk: object) -> Model:
        """The thing with that key, if this actor may see it."""
        found = self.of_desk.visible_to(self.actor).filter(pk=pk).first()
        if found is None:
            raise NotFound
        return found


class DeskIndex(OfDesk, generic.IndexView):
    """The list, and its export: both of what the actor may see."""

    def get_base_queryset(self) -> QuerySet:
        """Only what the actor may see."""
        return self.of_desk.visible_to(self.actor)


class DeskInspect(OfDesk, generic.InspectView):
    """One thing, with the acts that it allows."""

    page_title = "查看"

    def get_object(self, queryset: QuerySet | None = None) -> Model:
        """Only what the actor may see."""
        return self.thing(self.pk)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The acts that are possible now."""
        return [
            HeaderButton(act.word, url=reverse(self.of_desk.get_url_name(name), args=[self.pk]), icon_name=act.icon)
            for name, act in self.of_desk.acts.items()
            if act.possible(self.object)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The thing, and what the desk tells of it."""
        return {**super().get_context_data(**kwargs), **self.of_desk.told_of(self.object)}


class DeskAct(OfDesk, WagtailAdminTemplateMixin, TemplateView):
    """An act: a page that says what it does and asks for what it needs; POST calls the verb."""

    word: ClassVar[str] = ""
    icon: ClassVar[str] = "check"
    done: ClassVar[str] = "已办理"
    form_class: ClassVar[type[ZxForm]] = ZxForm
    template_name = "web/desk/act.html"
    model: type[Model] | None = None
    index_url_name: str | None = None

    @classmethod
    def possible(cls, thing: Any) -> bool:
        """Whether the thing's state allows the act: only whether the button is shown; the verb judges."""
        return True

    def act(self, thing: Any, said: Mapping[str, Any]) -> None:
        """Call the verb."""
        raise NotImplementedError

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetch the thing, if the actor may see it."""
        super().setup(request, *args, **kwargs)
        self.object = self.thing(kwargs["pk"])
        self.page_title = self.word
        self.page_subtitle = str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The list, the thing, the act."""
        index = {"url": reverse(self.of_desk.get_url_name("index")), "label": str(self.of_desk.menu_label)}
        thing = {"url": self.of_desk.inspect_url(self.object), "label": str(self.object)}
        return [*self.breadcrumbs_items, index, thing, {"url": "", "label": self.word, "sublabel": str(self.object)}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        return self.render_to_response(self.get_context_data(form=self.form_class()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act; a refusal is said beside the form and changes nothing."""
        form = self.form_class(request.POST)
        if form.is_valid():
            with form.refusing():
                self.act(self.object, form.cleaned_data)
        if form.is_valid():
            messages.success(request, self.done)
            return self.onwards()
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def onwards(self) -> HttpResponseRedirect:
        """Back to the list."""
        return redirect(self.of_desk.get_url_name("index"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page of an act."""
        told = {"object": self.object, "done_word": self.word, "inspect_url": self.of_desk.inspect_url(self.object)}
        return {**super().get_context_data(**kwargs), **told}


class Desk(ModelViewSet):
    """A desk over one model. Subclasses say who sits at it, what they see, and what they may do."""

    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = DeskIndex
    inspect_view_class = DeskInspect
    form_fields: ClassVar[tuple[str, ...]] = ()
    acts: ClassVar[dict[str, type[DeskAct]]] = {}

    def open_to(self, actor: Actor) -> bool:
        """Whether the actor sits at this desk."""
        raise NotImplementedError

    def visible_to(self, actor: Actor) -> QuerySet:
        """What the actor sees."""
        raise NotImplementedError

    def told_of(self, thing: Any) -> dict[str, Any]:
        """What the inspection says beside the thing."""
        return {}

    def open_or_refuse(self, actor: Actor) -> None:
        """Refuse whoever does not sit at this desk."""
        if not self.open_to(actor):
            raise NotForYou("This desk is for officials whose organisation and role it names.")

    def inspect_url(self, thing: Model) -> str:
        """Where a thing is inspected."""
        return reverse(self.get_url_name("inspect"), args=[thing.pk])

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Every view knows its desk; none knows a page that adds, edits, copies or deletes."""
        nowhere = dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name", "usage_url_name"), ViewSet.UNDEFINED)
        history = {"history_url_name": ViewSet.UNDEFINED}
        return super().get_common_view_kwargs(**{"desk": self, **nowhere, **history, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, its results, the inspection, and a page for each act."""
        acts = [path(f"{name}/<int:pk>/", self.construct_view(act), name=name) for name, act in self.acts.items()]
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            *acts,
        ]

    def register_admin_url_finder(self) -> None:
        """Nothing is edited here, so there is no page to find."""

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        """Shown to those who sit at the desk."""
        desk = self

        class DeskItem(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return desk.open_to(request.actor)  # type: ignore[attr-defined]

        return DeskItem
