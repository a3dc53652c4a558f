#!/bin/sh
# Start a real Elasticsearch, run the search contract on it, stop it again. KEEP=1 leaves it running.
set -eu
cd "$(dirname "$0")/.."
python="${PYTHON:-.venv/bin/python}"
[ -x "$python" ] || python=python3
ELASTICSEARCH_TEST_URL="$("$python" deploy/elasticsearch_server.py start | tail -n 1)"
export ELASTICSEARCH_TEST_URL
[ "${KEEP:-}" = 1 ] || trap '"$python" deploy/elasticsearch_server.py stop' EXIT
"$python" -m pytest tests/search
[ "${KEEP:-}" != 1 ] || echo "Elasticsearch answers on $ELASTICSEARCH_TEST_URL"
