"""The settings of the server that is measured: the site's, with pooled connections and one more address."""

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES

DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 4, "max_size": 12, "timeout": 10}
ROOT_URLCONF = "bench.urls"
