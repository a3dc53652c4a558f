"""Messages and clicks that come at once; with the guards off, the wrong thing does happen."""

import json
import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, connections

from kernel import clock
from ledger.models import Pending
from payments import outside
from payments.gateways.base import Seen, Status
from payments.models import Payment, WebhookEvent
from payments.states import PaymentState
from tests.conftest import WEDNESDAY
from tests.makers import payments as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def till(tmp_path, settings) -> Iterator[make.Till]:
    settings.MEDIA_ROOT = tmp_path
    clock.set_to(WEDNESDAY)
    yield make.Till(tmp_path)
    clock.set_to(None)


def at_once(many: int, work: Callable[[int], object]) -> list[object]:
    """What `many` threads got, all started at the same moment."""
    start, got = threading.Barrier(many), [None] * many

    def run(n: int) -> None:
        start.wait()
        try:
            got[n] = work(n)
        except Exception as error:
            got[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def settled() -> int:
    return sum(json.loads(body)["type"] == "payment.settled" for body in Pending.objects.values_list("body", flat=True))


def test_eight_clicks_at_once_make_one_payment_and_take_the_money_once(till) -> None:
    deal = make.an_invoiced_contract()
    got = at_once(8, lambda _: till.send(make.a_prepared_payment(deal)).state)
    assert set(got) == {PaymentState.SUCCEEDED}
    assert (Payment.objects.count(), settled()) == (1, 1)
    messages = [json.loads(body)["type"] for body, _ in till.machine.messages()]
    assert sorted(messages) == ["payment_intent.created", "payment_intent.succeeded"]


def test_a_message_delivered_eight_times_at_once_is_kept_and_works_once(till) -> None:
    deal = make.an_invoiced_contract()
    till.line.faults = ["none", "after"]
    till.send(make.a_prepared_payment(deal))
    body, signature = till.machine.messages()[-1]
    got = at_once(8, lambda _: till.receive(body, signature))
    assert sorted(map(str, got)) == ["False"] * 7 + ["True"]
    assert (WebhookEvent.objects.count(), settled(), Payment.objects.get().state) == (1, 1, PaymentState.SUCCEEDED)


def test_without_inbox_lock_and_final_state_the_same_messages_would_book_the_money_twice(till) -> None:
    """The negative control: read, wait, then book, as a naive handler does."""
    deal = make.an_invoiced_contract()
    payment = make.a_prepared_payment(deal)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_book (payment bigint, fen bigint)")
    both_have_read = threading.Barrier(2)

    def naive(_: int) -> None:
        found = Payment.objects.get(pk=payment.pk)
        both_have_read.wait(timeout=10)
        if found.state == PaymentState.PREPARED:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO naive_book VALUES (%s, %s)", [found.pk, found.amount_fen])

    at_once(2, naive)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(fen) FROM naive_book")
        assert cursor.fetchone() == (2, 2 * payment.amount_fen)
        cursor.execute("DROP TABLE naive_book")


def test_opposite_news_at_once_end_with_the_money_that_arrived(till) -> None:
    deal = make.an_invoiced_contract()
    payment = make.a_prepared_payment(deal)
    news = [
        Seen("pi_1", status, payment.amount_fen, "cny", payment.key)
        for status in (Status.PENDING, Status.DECLINED, Status.SUCCEEDED, Status.SUCCEEDED)
    ]
    got = at_once(4, lambda n: outside.note_payment(actor=outside.GATEWAY, payment_id=payment.pk, seen=news[n]))
    assert not [each for each in got if isinstance(each, Exception)]
    assert (Payment.objects.get().state, settled()) == (PaymentState.SUCCEEDED, 1)
