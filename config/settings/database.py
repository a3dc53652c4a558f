"""PostgreSQL: the one named by DATABASE_URL, or the embedded one in .data/postgres."""

from urllib.parse import parse_qs, unquote, urlsplit

from config.embedded_postgres import embedded_url
from config.settings.env import ROOT, flag, optional


def _parsed(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
    }


DATABASES = {
    "default": {
        **_parsed(optional("DATABASE_URL") or embedded_url(ROOT / ".data" / "postgres")),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0 if flag("DB_POOL") else 600,
        "OPTIONS": {
            "prepare_threshold": 0,  # what runs through kernel.prepared is planned once a connection; nothing else is
            **({"pool": {"min_size": 2, "max_size": 12, "timeout": 10}} if flag("DB_POOL") else {}),
            "options": "-c lock_timeout=3000 -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000"
            " -c plan_cache_mode=force_generic_plan",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
