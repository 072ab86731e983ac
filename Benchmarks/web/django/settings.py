"""The peer of the staff plan board, set up as for production: no DEBUG, cached templates, connections that stay open."""

import os
from pathlib import Path

SECRET_KEY = "signs nothing here: sessions lie in the database, forms carry AnSinh's own token"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "planboard.urls"
INSTALLED_APPS = ["planboard"]
MIDDLEWARE = ["planboard.sessions.SessionMiddleware"]
LANGUAGE_CODE = "vi"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{Path(os.environ['BENCH_DATABASE']).as_uri()}?mode=ro",
        # The same room for pages as AnSinh gives SQLite.
        "OPTIONS": {"uri": True, "init_command": "PRAGMA cache_size = -65536"},
        "CONN_MAX_AGE": None,
    }
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
        },
    }
]
