"""A prepared question gives what its queryset gives, by the same SQL, without building it anew."""

import pytest
from django.db.models import F

from kernel import clock
from kernel.prepared import Prepared, Slot
from market.models import Membership, Region
from tests.makers.market import a_firm

pytestmark = pytest.mark.django_db


def test_models_come_with_their_relations_and_annotations(django_assert_num_queries) -> None:
    actor = a_firm()
    rows = Membership.objects.annotate(code=F("organisation__uscc")).select_related("organisation__region")
    prepared = Prepared(lambda: rows.filter(person_id=Slot("person"), since__lte=clock.DATABASE_TIME))
    assert prepared.ask(person=actor.person_id + 1) == []
    with django_assert_num_queries(1):
        (found,) = prepared.ask(person=actor.person_id)
        assert (found.code, found.organisation.uscc) == (actor.uscc, actor.uscc)
        assert found.organisation.region.code == actor.region
    assert found == rows.get(person_id=actor.person_id)
    assert found.roles == rows.get(person_id=actor.person_id).roles
    assert found._state.db == "default"
    assert not found._state.adding


def test_values_come_as_tuples(django_assert_num_queries) -> None:
    actor = a_firm()
    wanted = list(Region.objects.filter(code=actor.region).values_list("code", "pk"))
    prepared = Prepared(lambda: Region.objects.filter(code=Slot("code")).values_list("code", "pk"))
    with django_assert_num_queries(1):
        assert prepared.ask(code=actor.region) == wanted
    assert prepared.ask(code="000000") == []
