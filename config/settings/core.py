"""The site itself: rooms, middleware, templates, languages, files."""

from django.contrib.messages import constants as message_constants

from config.settings.env import ROOT, flag, optional, required

BASE_DIR = ROOT
SECRET_KEY = required("SECRET_KEY", "sessions and tokens are signed with it")
DEBUG = flag("DEBUG")
ALLOWED_HOSTS = optional("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver").split(",")
SITE_URL = optional("SITE_URL", "http://localhost:8000")
DEMO = flag("DEMO")
MAINTENANCE = flag("MAINTENANCE")

ROOMS = [
    "kernel",
    "web",
    "ledger",
    "sealing",
    "draws",
    "market",
    "budgets",
    "agencies",
    "bidding",
    "contracts",
    "payments",
    "ratings",
    "supervision",
    "search",
    "cms",
    "demo",
]
INSTALLED_APPS = [
    *ROOMS,
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "procrastinate.contrib.django",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",  # last: the kit draws fields with its own templates, widgets with Django's
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "web.middleware.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "cms.middleware.DeskPolicyMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "market.middleware.IdleMiddleware",
    "market.middleware.ActorMiddleware",
    "web.middleware.RefusalMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "wagtail.contrib.settings.context_processors.settings",
                "web.context.site",
            ],
            "builtins": ["web.templatetags.zx"],
        },
    }
]
FORM_RENDERER = "web.forms.Renderer"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "static_collected"
MEDIA_URL = "/media/"
MEDIA_ROOT = ROOT / ".data" / "media"
PRIVATE_ROOT = optional("PRIVATE_ROOT", str(ROOT / ".data" / "private"))  # handed-in files: no address serves them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": PRIVATE_ROOT}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
PANELS_WIRING = "config.wiring.PANELS"
OUTBOX_WIRING = "config.wiring.WIRING"
OUTBOX_ENQUEUE = "kernel.tasks.enqueue"
TICK = "config.wiring.TICK"
# The looks of look.css for what a page says once.
MESSAGE_TAGS = {message_constants.SUCCESS: "ok", message_constants.WARNING: "warn", message_constants.ERROR: "bad"}
WORKER_LOOPS = "config.wiring.LOOPS"
