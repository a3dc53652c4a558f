"""What the tests of verbs share: a folder for files, and a till with a gateway that can be looked into."""

import pytest

from tests.makers import payments as make


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def till(tmp_path) -> make.Till:
    return make.Till(tmp_path)
