"""Serve the payment stand-in over HTTP: set STRIPE_API_BASE to its address."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIServer, make_server

from django.conf import settings
from django.core.management.base import BaseCommand

from payments.gateways.choice import machine_at
from payments.standin.server import application


class ThreadingServer(ThreadingMixIn, WSGIServer):
    """Answers while the site, that a message has woken, asks back."""

    daemon_threads = True


class Command(BaseCommand):
    """Answers like Stripe on a port; delivers signed messages to the site's webhook after each answer."""

    help = "Serve the payment stand-in (no money moves)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The port, the file and where messages go."""
        parser.add_argument("--port", type=int, default=12111)
        parser.add_argument("--file", type=Path, default=settings.STANDIN_FILE)
        parser.add_argument("--webhook", default=settings.SITE_URL + "/payments/stripe/webhook/")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped."""
        machine = machine_at(options["file"], settings.SITE_URL + "/payments/standin/{intent}/")

        def deliver() -> None:
            for body, signature in machine.messages():
                headers = {"Stripe-Signature": signature, "Content-Type": "application/json"}
                request = urllib.request.Request(options["webhook"], body, headers)  # noqa: S310 (our own address)
                try:
                    urllib.request.urlopen(request, timeout=5).close()  # noqa: S310
                except urllib.error.URLError as error:
                    self.stderr.write(f"message not delivered: {error}")

        def soon() -> None:
            threading.Thread(target=deliver, daemon=True).start()

        answers = application(machine, after=soon)
        with make_server("127.0.0.1", options["port"], answers, server_class=ThreadingServer) as server:
            self.stdout.write(f"the payment stand-in answers on http://127.0.0.1:{options['port']}")
            server.serve_forever()
