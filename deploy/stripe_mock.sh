#!/bin/sh
# Check every call that we send against Stripe's own published API description, with the official stripe-mock (Go).
set -eu
VERSION=v0.197.0
HERE=$(cd "$(dirname "$0")/.." && pwd)
BIN="${STRIPE_MOCK:-$HERE/.cache/stripe-mock}"
if [ ! -x "$BIN" ]; then
  if ! command -v go >/dev/null 2>&1; then
    echo "LEFT OUT: the check of our Stripe calls by stripe-mock needs Go, which is not here."
    exit 0
  fi
  mkdir -p "$HERE/.cache"
  GOBIN="$HERE/.cache" go install "github.com/stripe/stripe-mock@$VERSION"
fi
cd "$HERE"
PYTHON="${PYTHON:-.venv/bin/python}"
STRIPE_MOCK="$BIN" exec "$PYTHON" -m pytest tests/actions/test_stripe_calls.py
