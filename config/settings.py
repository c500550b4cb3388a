"""Settings, by environment only. Nothing insecure is the default: see .env.example."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import env
from jumpa.core import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("JUMPA_VAR_DIR", str(BASE_DIR / "var")))

# The sample office, its accounts and the style page exist only here.
SAMPLE = env.flag("JUMPA_SAMPLE")
DEBUG = SAMPLE and env.flag("JUMPA_DEBUG")

if SAMPLE:
    SECRET_KEY = embedded.local_secret(VAR_DIR)
    ALLOWED_HOSTS = env.words("JUMPA_HOSTS", "localhost,127.0.0.1,[::1],testserver")
else:
    SECRET_KEY = env.text("SECRET_KEY")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters.")
    ALLOWED_HOSTS = env.words("JUMPA_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("JUMPA_TRUSTED_ORIGINS")
# What the QR code on every paper leads to: it can't be changed on a paper that is printed.
_PORT = env.number("JUMPA_PORT", 8000, least=1)
_HERE = f"http://localhost:{_PORT}"
PUBLIC_URL = env.origin("JUMPA_PUBLIC_URL", _HERE if SAMPLE else None)
# How many proxies before the program each add an address to X-Forwarded-For; 0: it is not read.
PROXIES = env.number("JUMPA_PROXIES", 0)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "jumpa.core",
    "jumpa.people",
    "jumpa.documents",
    "jumpa.scheduling",
    "jumpa.linecheck",
    "jumpa.execution",
    "jumpa.workflow",
    "jumpa.intake",
    "jumpa.steps",
    "jumpa.reporting",
    "jumpa.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jumpa.web.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jumpa.web.signed_out.SignInFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jumpa.web.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jumpa.web.context.office",
            ],
        },
    },
]
FORM_RENDERER = "jumpa.web.forms.JumpaRenderer"

DATABASE_URL = env.text("DATABASE_URL", "")
DATABASES = {"default": embedded.connection(DATABASE_URL, VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Each slice's background work is in its jobs.py.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["jumpa.people.backends.NipOrEmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "beranda"
LOGOUT_REDIRECT_URL = "masuk"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "bahasa"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.text("JUMPA_TIME_ZONE", "Asia/Pontianak")
TIME_ZONE_LABEL = env.text("JUMPA_TIME_ZONE_LABEL", "WIB")
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "static/"
# The sample serves files where they lie; only production collects them.
STATIC_ROOT = None if SAMPLE else VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if SAMPLE
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = SAMPLE
UPLOAD_LIMIT_MB = env.number("JUMPA_UPLOAD_LIMIT_MB", 10, least=1)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "jumpa.web.views.errors.csrf_failure"
if not SAMPLE:
    SECURE_SSL_REDIRECT = env.flag("JUMPA_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.number("JUMPA_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True

# How long the office keeps what it offers; see docs/operations/settings.md.
OFFER_HOURS = env.number("JUMPA_OFFER_HOURS", 24, least=1)
RETURN_HOLD_HOURS = env.number("JUMPA_RETURN_HOLD_HOURS", 72, least=1)
LEAD_DAYS = env.number("JUMPA_LEAD_DAYS", 3)
# Scheduling: when the office opens and closes, the operators' pause, how long a slot from the
# waiting list is kept.
OPENING = env.clock("JUMPA_OPENING", "07.30")
CLOSING = env.clock("JUMPA_CLOSING", "21.00")
OPERATOR_REST_MINUTES = env.number("JUMPA_OPERATOR_REST_MINUTES", 30)
WAIT_OFFER_HOURS = env.number("JUMPA_WAIT_OFFER_HOURS", 24, least=1)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("JUMPA_LOG_LEVEL", "INFO")},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        # They write down addresses and headers, and with them a NIK and a password.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}

# Ways of signing that are switched on, the office's own certificate, and the folder of root
# certificates by which signatures are trusted.
SIGNERS = env.words("JUMPA_SIGNERS", "wet")
PKCS12_FILE = env.text("JUMPA_PKCS12_FILE", "")
PKCS12_PASSWORD = env.text("JUMPA_PKCS12_PASSWORD", "")
TRUST_ROOTS = env.text("JUMPA_TRUST_ROOTS", "")

# BSrE's Esign Client Service, for the ways bsre1 and bsre2; how long it may take to answer.
BSRE_URL = env.address("JUMPA_BSRE_URL")
BSRE_USER = env.text("JUMPA_BSRE_USER", "")
BSRE_PASSWORD = env.text("JUMPA_BSRE_PASSWORD", "")
BSRE_SECONDS = env.number("JUMPA_BSRE_SECONDS", 60, least=5)
# By which words in its name an issuer is known as BSrE, besides being trusted; and the names of
# certificates that are the office's own and not a person's.
BSRE_ISSUERS = env.words(
    "JUMPA_BSRE_ISSUERS",
    "BSrE,Balai Sertifikasi Elektronik,Balai Besar Sertifikasi Elektronik,"
    "Badan Siber dan Sandi Negara",
)
OFFICE_CERTIFICATES = env.words("JUMPA_OFFICE_CERTIFICATES")

# What the request form offers; empty: jumpa/intake/catalogue.toml.
CATALOGUE = env.text("JUMPA_CATALOGUE", "")
