"""Django's settings, all of them from environment variables with defaults that suit one office.

| variable | meaning | default |
|---|---|---|
| XUSHI_DATA | folder of the database and the secret key | ``var`` in the checkout |
| XUSHI_DATABASE | ``postgresql://user:password@host:port/name`` | SQLite in XUSHI_DATA |
| XUSHI_HOSTS | names the site is reached by, parted by commas | this machine only |
| XUSHI_HTTPS | served over https (secure cookies, HSTS) | yes, unless all hosts are this machine |
| XUSHI_TRUSTED_PROXIES | addresses of proxies whose X-Forwarded-For is believed, parted by commas | none |
| XUSHI_OIDC_ISSUER, _CLIENT, _SECRET, _NAME | provider at which people may sign in (OpenID Connect) | none |
| XUSHI_PASSWORD_PROFILE | ``asvs``: 15 characters, not a common one; ``dengbao``: 12, three classes, 90 days | asvs |
| XUSHI_IDLE_MINUTES, XUSHI_ADMIN_IDLE_MINUTES | a session ends after this long without a request | 30, 15 |
| XUSHI_SESSION_HOURS | a session ends after this long anyway | 10 |
| XUSHI_LOCK_FAILURES, XUSHI_LOCK_MINUTES | failures that lock an account for an address, and how long | 5, 10 |
| XUSHI_AUDIT_DAYS | days the audit trail is kept, at least 180 | 1095 |
| XUSHI_MESSAGE_DAYS, XUSHI_JOB_DAYS | days that messages, and background jobs that are done, are kept | 365, 30 |
| XUSHI_INVITATION_DAYS | days that an invitation is kept after its link ran out | 180 |
| XUSHI_LIMITS | requests in so many minutes by account or address: ``search=600/1,papers=60/1``; ``none`` | see docs |
| XUSHI_PREFIX | path below which the site is mounted, ``/msss`` | none |
| XUSHI_SECRET_KEY | key for sessions | made at random, kept in XUSHI_DATA |
| XUSHI_OBJECTION_DAYS | days after a verdict in which a unit may object to it | 10 |
| XUSHI_UPLOAD_MB | largest file that may be uploaded | 100 |
| XUSHI_ERRATUM_DAYS | working days in which readers who report an error are answered | 3 |
| XUSHI_ERRATUM_CONTACT_DAYS | days after the answer until how to reach them is deleted | 30 |
| XUSHI_ATTACHMENT_MB | largest file that may be attached to a report | 20 |
| XUSHI_CACHE_MB | room for public papers that are kept made, in ``cache`` below XUSHI_DATA | 200 |
| XUSHI_ADDRESS | how people reach the site, for links in mails: ``https://tracker.example`` | made of XUSHI_HOSTS |
| XUSHI_MAIL | ``smtp://user:password@host:port``, ``smtps://…`` (TLS), ``smtp+starttls://…``, or ``none`` | none |
| XUSHI_MAIL_FROM | sender of mails | ``xushi@`` the site |
| XUSHI_JOB_LOST | seconds without a sign of life after which a background process counts as killed | 60 |
| XUSHI_SITE_NAME, _DOMAIN, _CODE | name, domain and identification code (政府网站标识码) of the site | none |
| XUSHI_SITE_MAIN, _IDENTIFICATION | addresses of the main site and of the 党政机关网站标识 | none |
| XUSHI_SITE_ORGANISER, _CONTACT, _ICP, _POLICE | 主办单位, how to reach it, ICP and police record numbers | none |
| XUSHI_DEMO | sign the local operator in without a password (set by ``demo`` only) | no |
| XUSHI_DEBUG | show errors with their source (developers only) | no |
"""

from __future__ import annotations

from pathlib import Path

from xushi_web.accounts.profiles import PROFILES
from xushi_web.limits.rules import DEFAULTS
from xushi_web.project import environment as env
from xushi_web.project.site import site

PACKAGE = Path(__file__).resolve().parents[1]
_LOCAL = {"127.0.0.1", "localhost", "[::1]"}

DATA = env.data_folder()
SECRET_KEY = env.secret_key(DATA)
DEBUG = env.flag("XUSHI_DEBUG", default=False)
DEMO = env.flag("XUSHI_DEMO", default=False)
ALLOWED_HOSTS = env.words("XUSHI_HOSTS", ",".join(sorted(_LOCAL)))
HTTPS = env.flag("XUSHI_HTTPS", default=not set(ALLOWED_HOSTS) <= _LOCAL)
TRUSTED_PROXIES = env.networks("XUSHI_TRUSTED_PROXIES")
AUDIT_DAYS = env.number("XUSHI_AUDIT_DAYS", default=3 * 365, least=180)
MESSAGE_DAYS = env.number("XUSHI_MESSAGE_DAYS", default=365, least=30)
JOB_DAYS = env.number("XUSHI_JOB_DAYS", default=30)
INVITATION_DAYS = env.number("XUSHI_INVITATION_DAYS", default=180)
LIMITS = env.limits("XUSHI_LIMITS", DEFAULTS)
FORCE_SCRIPT_NAME = env.text("XUSHI_PREFIX").rstrip("/") or None
SITE = site()
ERRATUM_DAYS = env.number("XUSHI_ERRATUM_DAYS", default=3)
ERRATUM_CONTACT_DAYS = env.number("XUSHI_ERRATUM_CONTACT_DAYS", default=30)
OBJECTION_DAYS = env.number("XUSHI_OBJECTION_DAYS", default=10)
UPLOAD_LIMIT = env.number("XUSHI_UPLOAD_MB", default=100) * 1_000_000

if DEMO and not set(ALLOWED_HOSTS) <= _LOCAL:
    _message = "演示方式（XUSHI_DEMO）不设口令，只能在本机使用；请去掉 XUSHI_HOSTS，或改用 run 命令。"
    raise env.BadSetting(_message)

DATABASES = {"default": env.database(DATA)}
ATTACHMENT_LIMIT = env.number("XUSHI_ATTACHMENT_MB", default=20) * 1_000_000
ATTACHMENTS = DATA / "attachments"
CACHE = DATA / "cache"
CACHE_LIMIT = env.number("XUSHI_CACHE_MB", default=200) * 1_000_000
SITE_ADDRESS = env.site_address(ALLOWED_HOSTS, https=HTTPS)
ADDRESS_GIVEN = bool(env.text("XUSHI_ADDRESS"))
MAIL = env.mail_server()
if MAIL is not None:
    EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL
EMAIL_TIMEOUT = 20
EMAIL_SUBJECT_PREFIX = ""
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.sender(SITE_ADDRESS)
CACHES = {
    "default": {  # counts of requests, by each process for itself; nothing that could not be lost
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
TASKS = {"default": {"BACKEND": "xushi_web.jobs.backend.JobBackend"}}
JOB_LOST_SECONDS = env.number("XUSHI_JOB_LOST", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "xushi_web.audit",
    "xushi_web.accounts",
    "xushi_web.agencies",
    "xushi_web.jobs",
    "xushi_web.notifications",
    "xushi_web.deadlines",
    "xushi_web.attachments",
    "xushi_web.documents",
    "xushi_web.checks",
    "xushi_web.programmes",
    "xushi_web.progress",
    "xushi_web.pace",
    "xushi_web.matches",
    "xushi_web.reporting",
    "xushi_web.bulletins",
    "xushi_web.stationery",
    "xushi_web.dispatches",
    "xushi_web.notices",
    "xushi_web.adjustments",
    "xushi_web.objections",
    "xushi_web.questions",
    "xushi_web.errata",
    "xushi_web.history",
    "xushi_web.papers",
    "xushi_web.search",
    "xushi_web.backups",
    "xushi_web.retention",
    "xushi_web.limits",
    "xushi_web.workbench",
    "xushi_web.portal",
]

MIDDLEWARE = [
    "xushi_web.audit.middleware.with_address",
    "xushi_web.project.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "xushi_web.limits.middleware.WithinLimits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "xushi_web.accounts.demo.sign_local_operator_in",
    "django.contrib.messages.middleware.MessageMiddleware",
    "xushi_web.accounts.sessions.SessionLimits",
    "xushi_web.accounts.refusals.RememberRefusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "xushi_web.project.urls"
WSGI_APPLICATION = "xushi_web.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "xushi_web.project.context.site",
            ],
        },
    },
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # files are served out of the installed packages; nothing has to be collected
WHITENOISE_MAX_AGE = 300

LOGIN_URL = "workbench:login"
LOGIN_REDIRECT_URL = "workbench:home"
LOGOUT_REDIRECT_URL = "portal:home"
PASSWORD_PROFILE = PROFILES[env.choice("XUSHI_PASSWORD_PROFILE", *PROFILES)]
AUTH_PASSWORD_VALIDATORS = PASSWORD_PROFILE.validators()
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # passwords from before; renewed at the next sign-in
]
OIDC = env.provider()
SESSION_IDLE = env.number("XUSHI_IDLE_MINUTES", default=30) * 60
SESSION_IDLE_ADMINISTRATORS = env.number("XUSHI_ADMIN_IDLE_MINUTES", default=15) * 60
LOCK_FAILURES = env.number("XUSHI_LOCK_FAILURES", default=5)
LOCK_SECONDS = env.number("XUSHI_LOCK_MINUTES", default=10) * 60

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 200

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False  # the proxy in front does that
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.number("XUSHI_SESSION_HOURS", default=10) * 60 * 60
CSRF_COOKIE_AGE = None
LANGUAGE_COOKIE_SAMESITE = "Lax"
if HTTPS and FORCE_SCRIPT_NAME is None:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
