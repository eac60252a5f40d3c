"""Every setting of the site. What differs between installations comes from the environment."""

import sys
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from dj_database_url import parse
from django.core.exceptions import ImproperlyConfigured

from comments.screening.draft import SCORE_MIN_LENGTH, SCORE_THRESHOLD
from newsroom.environment import BUCKET, ROOT, VAR, env, media_storage, secret_key
from newsroom.port import DEFAULT_HOST, DEFAULT_PORT, local_url

TESTING = "pytest" in sys.modules

# The installation -----------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = secret_key()
SITE_NAME = env.str("SITE_NAME", "The Charter Oak")
SITE_PLACE = env.str("SITE_PLACE", "Hartford, Connecticut")
SITE_TAGLINE = env.str("SITE_TAGLINE", "News of the city and the river valley, argued in public.")
HOST = env.str("HOST", DEFAULT_HOST)
PORT = env.int("PORT", DEFAULT_PORT)
SITE_URL = env.str("SITE_URL", local_url(HOST, PORT)).rstrip("/")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "newsroom@example.com")
# A demo is an installation on the machine of the person who looks at it: no TLS, sample people.
DEMO = SITE_URL.startswith(("http://127.0.0.1", "http://localhost"))
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]", urlsplit(SITE_URL).hostname or ""]
)
# Whether `serve` also does the work in the background; 0 where `work` runs by itself.
WORKER = env.bool("WORKER", True)
RATE_LIMIT_FACTOR = env.float("RATE_LIMIT_FACTOR", 1.0)

# Django ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "newsroom",
    "newsroom.accounts",
    "articles",
    "comments",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
]
# Those that only add headers come first, so that no answer leaves without them: not the redirect to
# https, which SecurityMiddleware gives, and not the static files, which WhiteNoise gives.
MIDDLEWARE = [
    "newsroom.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.packing.PackingMiddleware",
    "newsroom.gate.GateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "newsroom.accounts.middleware.StaffSecondFactorMiddleware",
    "newsroom.accounts.middleware.LimitsMiddleware",
    "newsroom.replicas.ReplicaMiddleware",
    "articles.views.moved.MovedMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["forms"]
CRISPY_TEMPLATE_PACK = "forms"
LANGUAGE_CODE = "en-us"
TIME_ZONE = env.str("TIME_ZONE", "America/New_York")
USE_I18N = True
USE_TZ = True

# Data -----------------------------------------------------------------------------------------
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}")}
# Streaming replicas of that PostgreSQL, which readers' pages are read from (`newsroom.replicas`).
_replica_urls: list[str] = env.list("REPLICA_URL", [])
_replicas = [parse(url) for url in _replica_urls if url]
REPLICAS = [f"replica{number}" for number, _ in enumerate(_replicas, 1)]
DATABASES |= dict(zip(REPLICAS, _replicas, strict=True))
# Whether PgBouncers in transaction mode stand at those addresses.
PGBOUNCER = env.bool("PGBOUNCER", False)
DATABASE_ROUTERS = ["newsroom.routing.Router"] if REPLICAS else []
if "sqlite" in DATABASES["default"]["ENGINE"] and not REPLICAS:
    # Writers stand in line (see `newsroom.sqlite`): SQLite lets them ask again and again instead.
    DATABASES["default"]["ENGINE"] = "newsroom.sqlite"
    # A thread keeps its connection: to open the file and set it up takes longer than many a page.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    # WAL: readers never wait for the writer. IMMEDIATE: a write transaction takes its lock at the
    # start, so it waits its turn instead of failing when it upgrades. synchronous NORMAL would
    # lose the last commits in a power cut; FULL keeps every acknowledged comment. mmap: pages of
    # the file are read where the system keeps them, which all processes share, instead of copied.
    # cache_size: 16 MB for what is not mapped. temp_store: sorting leaves no files.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA mmap_size=268435456; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY"
        ),
    }
elif all("postgresql" in database["ENGINE"] for database in DATABASES.values()):
    for database in DATABASES.values():
        database |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
        # There the next statement may go to another of the server's connections, which knows no
        # cursor of this one's. (Nor any prepared statement; Django makes none unless told to.)
        database["DISABLE_SERVER_SIDE_CURSORS"] = PGBOUNCER
        # A server that is gone without a word is noticed in seconds, not in a quarter of an hour.
        database["OPTIONS"] = {
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 20_000,
            **database.get("OPTIONS", {}),
        }
    for alias in REPLICAS:
        # The primary can answer in a replica's place, so a reader waits no longer for it than this.
        DATABASES[alias]["OPTIONS"] |= {"connect_timeout": 2, "tcp_user_timeout": 2000}
        DATABASES[alias]["TEST"] = {"MIRROR": "default"}
else:
    raise ImproperlyConfigured(
        "DATABASE_URL: this site runs on SQLite or PostgreSQL. REPLICA_URL: PostgreSQL alone has"
        " replicas."
    )
CACHE_URL = env.str("CACHE_URL", "")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "newsroom.rediscache.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "site"}
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Pages kept ready for readers without a session, in each process and on the disk between them; 0
# keeps none.
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", 0 if DEBUG else 32)

# The discussion -------------------------------------------------------------------------------
COMMENTS_CLOSE_AFTER_DAYS = env.int("COMMENTS_CLOSE_AFTER_DAYS", 14)
# A newcomer's first comments wait for a moderator.
COMMENTS_FIRST_HELD = env.int("COMMENTS_FIRST_HELD", 2)
COMMENTS_TRUSTED_DOMAINS: list[str] = env.list("COMMENTS_TRUSTED_DOMAINS", [])
# When readers' reports hide a comment until a moderator has decided: so many people with a verified
# e-mail, and so much weight together (an ordinary reader's report is 100). Three is the newsroom's
# own rule against brigades in a small town, and what Discourse hid a post at before it weighed
# flags (https://meta.discourse.org/t/263664); that three ordinary reports suffice is our choice.
REPORTERS_TO_HIDE = env.int("REPORTERS_TO_HIDE", 3)
REPORT_WEIGHT_TO_HIDE = env.int("REPORT_WEIGHT_TO_HIDE", 300)
# Of somebody without an account; it orders the queue and never hides. Our choice.
REPORT_WEIGHT_OF_A_STRANGER = env.int("REPORT_WEIGHT_OF_A_STRANGER", 10)
# Moderators are mailed when the oldest case has waited this long (DESIGN section 8's goal).
DESK_LATE_MINUTES = env.int("DESK_LATE_MINUTES", 60)
# The share of moderators' decisions that another moderator reads again without knowing them. One in
# twenty is what a desk of hundreds of decisions a month can carry; our choice.
SECOND_READ_SHARE = env.float("SECOND_READ_SHARE", 0.05)
SCREENING_SCORE_THRESHOLD = env.float("SCREENING_SCORE_THRESHOLD", SCORE_THRESHOLD)
# While no moderator is at the desk the score speaks up sooner (our own choice: see `judging`).
SCREENING_SCORE_THRESHOLD_UNSTAFFED = env.float("SCREENING_SCORE_THRESHOLD_UNSTAFFED", 0.7)
SCREENING_SCORE_MIN_LENGTH = env.int("SCREENING_SCORE_MIN_LENGTH", SCORE_MIN_LENGTH)

# Keeping: what is kept how long, copies, logs, figures ------------------------------------------
VAR_DIR = VAR
# How long somebody who closes their account can think better of it.
ACCOUNT_GRACE_HOURS = env.int("ACCOUNT_GRACE_HOURS", 24)
# After so many days `retain` erases: notices; the text of comments that their authors deleted; what
# tells two strangers' reports of a comment apart; accounts whose e-mail was never confirmed; what
# readers told editors in private.
KEEP_NOTICES_DAYS = env.int("KEEP_NOTICES_DAYS", 180)
KEEP_DELETED_DAYS = env.int("KEEP_DELETED_DAYS", 30)
KEEP_STRANGERS_DAYS = env.int("KEEP_STRANGERS_DAYS", 30)
KEEP_UNCONFIRMED_DAYS = env.int("KEEP_UNCONFIRMED_DAYS", 30)
KEEP_TIPS_DAYS = env.int("KEEP_TIPS_DAYS", 180)
# Who may read /metrics; without it nobody may.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
# Where errors are told (see `newsroom.sentry`); "" tells nobody.
SENTRY_DSN = env.str("SENTRY_DSN", "")

# Files ----------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = VAR / "static"
MEDIA_URL = "media/"
# A folder, or a bucket that all nodes share, whose address tells its secret key.
_photos = env.str("MEDIA_ROOT", str(VAR / "media"))
MEDIA_ROOT = str(VAR / "media") if _photos.startswith(BUCKET) else _photos
STORAGES = {
    "default": media_storage(_photos),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 3600
# Nothing of ours is for scripts of other sites (OWASP ASVS 5.0, V3.4.2).
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["newsroom.accounts.sessions.Backend"]
SESSION_ENGINE = "newsroom.accounts.sessions"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "newsroom.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "newsroom.accounts.passwords.NotCommon"},
    {"NAME": "newsroom.accounts.passwords.NotAboutYou"},
]
ACCOUNT_ADAPTER = "newsroom.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "newsroom.accounts.forms.LoginForm",
    "signup": "newsroom.accounts.forms.SignupForm",
    "add_email": "newsroom.accounts.forms.ChangeEmailForm",
    "change_password": "newsroom.accounts.forms.ChangePasswordForm",
    "set_password": "newsroom.accounts.forms.SetPasswordForm",
    "reset_password": "newsroom.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "newsroom.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "newsroom.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_LOGOUT_ON_GET = False
# The session in which a password is changed stays; all others end (the session's auth hash).
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "newsroom.accounts.second_factor.MFAAdapter"
MFA_FORMS = {
    "authenticate": "newsroom.accounts.second_factor.AuthenticateForm",
    "reauthenticate": "newsroom.accounts.second_factor.ReauthenticateForm",
    "activate_totp": "newsroom.accounts.second_factor.ActivateTOTPForm",
    "add_webauthn": "newsroom.accounts.second_factor.AddWebAuthnForm",
    "edit_webauthn": "newsroom.accounts.second_factor.EditWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_TOTP_ISSUER = SITE_NAME
# allauth counts in the cache, which is each process's own without Redis: see `accounts.limits`.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
# How many proxies of ours stand in front and append to X-Forwarded-For; 0: nobody's is believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
# Staff must have a second factor wherever the site is not somebody's own demo.
STAFF_SECOND_FACTOR = not (DEBUG or DEMO)

# Mail: to the console until EMAIL_URL names a server -------------------------------------------
_mail = env.dj_email_url("EMAIL_URL", "console:")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"]
EMAIL_PORT = _mail["EMAIL_PORT"]
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <{CONTACT_EMAIL}>")
# At most so many letters of the morning edition a second from each worker; 0 knows no limit.
NEWSLETTER_PER_SECOND = env.int("NEWSLETTER_PER_SECOND", 25)

# Security -------------------------------------------------------------------------------------
# TLS ends at a proxy in front of the site, which must set this header and drop a client's own.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# Over https a browser takes such a name from this host alone (OWASP ASVS 5.0, V3.3.1 and V3.3.3).
_HOST = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{_HOST}sessionid"
CSRF_COOKIE_NAME = f"{_HOST}csrftoken"
MESSAGES_COOKIE_NAME = f"{_HOST}messages"
THEME_COOKIE_NAME = f"{_HOST}theme"
PIN_COOKIE_NAME = f"{_HOST}pin"
MESSAGE_STORAGE = "newsroom.flash.Messages"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_FAILURE_VIEW = "newsroom.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Logs: one line an event on standard error (see `newsroom.logs`) --------------------------------
LOG_FORMAT = env.str("LOG_FORMAT", "text" if DEMO else "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "newsroom.logs.Plain"},
        "json": {"()": "newsroom.logs.Json"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
