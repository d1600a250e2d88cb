"""One file of settings; everything that differs between installations comes from the environment.

docs/operations.md lists the variables. Safe by default: no debug, no default secret key, HTTPS expected.
"""

import os
from contextlib import suppress
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def switch(name: str, default: bool) -> bool:
    """An on/off variable of the environment. A misspelt value is refused, not taken for off."""
    value = env.str(name, default="").strip().lower()
    if value in ("on", "true", "yes", "1"):
        return True
    if value in ("off", "false", "no", "0"):
        return False
    if value:
        raise ImproperlyConfigured(f"环境变量 {name} 只能是 on 或 off，现在是“{value}”。")
    return default


def database(default: str) -> dict:
    """The database of DATABASE_URL. An address that is none is refused, without repeating it: it holds a password."""
    try:
        found = env.db("DATABASE_URL", default=default)
    except ValueError:  # a port that is no number
        found = {}
    if found.get("ENGINE") not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
        raise ImproperlyConfigured(
            "环境变量 DATABASE_URL 不是数据库的地址，应如 postgres://用户:密码@主机/库名 或 sqlite:////路径/文件"
            "（见 docs/operations.md）。"
        )
    return found


def kept_secret_key(path: Path) -> str:
    """The key kept in the file `path` (mode 0600), made at the first call, also when two processes come at once.

    Where nothing can be written (read_document on a read-only disk) a passing key serves: commands sign nothing.
    """
    with suppress(OSError):
        if not path.exists():
            own = path.with_name(f"{path.name}.{os.getpid()}")
            own.touch(mode=0o600)
            own.write_text(get_random_secret_key())
            with suppress(FileExistsError):
                path.hardlink_to(own)  # all or nothing, and the first one wins
            own.unlink()
        return path.read_text()
    return get_random_secret_key()


#: What the program itself writes: the SQLite database, collected static files, the key of commands and the demo.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
with suppress(OSError):
    VAR_DIR.mkdir(mode=0o700, exist_ok=True)  # the database holds drafts

DEBUG = switch("DEBUG", default=False)
#: The demo may serve with the kept key and may create accounts with known passwords; nothing else may.
DEMO = switch("DEMO", default=False)
#: Serving with debug off and without a SECRET_KEY is refused by config/wsgi.py.
SECRET_KEY_GIVEN = bool(os.environ.get("SECRET_KEY"))
SECRET_KEY = os.environ.get("SECRET_KEY") or kept_secret_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "disclosures",
    "indicators",
    "disclosures.desk.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # outermost: static files, redirects and refusals carry the policy too
    "config.middleware.PrivateDesk",  # its mark stands on redirects and refusals as well
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.RefuseNul",
    "config.rate_limits.LimitRate",
    "config.middleware.DeskSessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.middleware.DeskAuthentication",
    "config.middleware.DeskMessages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

#: What the site calls itself: in the head of every page, in titles, in the desk.
SITE_NAME = env.str("SITE_NAME", default="绩效公开")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"public": "disclosures.public.template_filters"},
            "builtins": ["config.template_tags"],
        },
    },
    {  # the long tables of the public pages
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "disclosures.public.jinja.environment"},
    },
]

DATABASES = {"default": database(f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "PRAGMA mmap_size=1073741824; PRAGMA cache_size=-16000;",  # read a GB in place, keep 16 MB
    } | DATABASES["default"].get("OPTIONS", {})
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a restarted server is found again by itself
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,  # seconds
        "keepalives_idle": 10,  # without these a server that the network lost is waited for a quarter of an hour
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,  # milliseconds
        "options": "-c jit=off",  # compiling a search takes longer than the search
    } | DATABASES["default"].get("OPTIONS", {})

AUTH_USER_MODEL = "disclosures.Person"
LOGIN_REDIRECT_URL = "admin:index"  # where a log-in leads whose `next` is no address of ours
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "disclosures.desk.password.LongEnough"},
    {"NAME": "disclosures.desk.password.HoldsNoName"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_HANDLER = "disclosures.desk.lockout.LimitsHandler"
AXES_CLIENT_IP_CALLABLE = "disclosures.desk.lockout.address_of"
ADDRESS_HEADER = "REMOTE_ADDR"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], ["username"], ["ip_address"]]
LOCKOUT_LIMITS = [8, 20, 50]  # wrong passwords, for each of the three
AXES_FAILURE_LIMIT = 1  # how many of the limits must be reached
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who goes on guessing does not prolong it
AXES_LOCKOUT_TEMPLATE = "lockout.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False  # its tables are in English; docs/operations.md names the commands

# What one address may ask for in a minute from one process; 0 is no limit.
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=600)
FILES_PER_MINUTE = env.int("FILES_PER_MINUTE", default=60)

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# HTTPS=off is for closed networks without certificates: it silences the redirect, HSTS and secure cookies.
HTTPS = switch("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 8 * 3600  # a working day

if switch("BEHIND_PROXY", default=False):
    # The proxy sets both headers itself (docs/operations.md); without one anybody could.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ADDRESS_HEADER = "HTTP_X_REAL_IP"

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="webmaster@localhost")

# To standard error only, and never what a person typed: no error mails (they carry the form), no SQL.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.db.backends": {"level": "INFO"},
        "axes": {"level": "WARNING"},
    },
}

# The page of a project sends eleven fields for each indicator and a copy of what it showed, in percent-encoded Chinese:
# enough for a thousand indicators.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
