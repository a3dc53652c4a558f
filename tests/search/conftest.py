"""Both engines under one set of tests. Elasticsearch is a real server or it is left out aloud; in CI it may not be missing."""

import os
import warnings
from itertools import count

import pytest

from deploy import elasticsearch_server
from search.engines.elasticsearch import ElasticsearchEngine, client_of
from search.engines.postgres import PostgresEngine

_numbers = count(1)


@pytest.fixture(scope="session")
def elasticsearch_url():
    """The address of a real server: the one named in the environment, else one that is started (and stopped) here."""
    named = os.environ.get("ELASTICSEARCH_TEST_URL")
    if named:
        yield named
        return
    try:
        with elasticsearch_server.borrowed() as url:
            yield url
            client_of(url).close()
            client_of.cache_clear()
    except elasticsearch_server.Missing as why:
        if os.environ.get("CI"):
            pytest.fail(f"the search contract was not tested on Elasticsearch: {why}")
        warnings.warn(pytest.PytestWarning(f"LEFT OUT: the search contract on Elasticsearch. {why}"), stacklevel=1)
        pytest.skip(f"LEFT OUT: Elasticsearch. {why}")


@pytest.fixture(params=["postgres", "elasticsearch"])
def engine(request, db):
    """An empty engine."""
    if request.param == "postgres":
        yield PostgresEngine()
        return
    url = request.getfixturevalue("elasticsearch_url")
    made = ElasticsearchEngine(url, alias=f"test-{os.getpid()}-{next(_numbers)}")
    made.rebuild([])
    yield made
    for name in list(made.client.indices.get(index=f"{made.alias}-*")):
        made.client.indices.delete(index=name)
