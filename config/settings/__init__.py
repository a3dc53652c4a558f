"""Settings: one small file for each outside thing."""

from config.settings.accounts import *  # noqa: F403
from config.settings.core import *  # noqa: F403
from config.settings.database import *  # noqa: F403
from config.settings.desk import *  # noqa: F403
from config.settings.logging import *  # noqa: F403
from config.settings.outside import *  # noqa: F403
from config.settings.security import *  # noqa: F403
