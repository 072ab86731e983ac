"""Who asks: the session of the cookie, its account and the grants of today. Also the headers every page carries."""

import hashlib
import re
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.utils import timezone

from .models import Session

COOKIE = "ansinh_session"
LIFETIME, IDLE = timedelta(hours=12), timedelta(hours=2)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
VIEWERS = {"specialist", "division_head", "director", "district_officer", "commune_officer"}
EDITORS = {"specialist"}
MAY = {"view_plan": VIEWERS, "edit_targets": EDITORS, "import_files": EDITORS}


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


class Viewer:
    """An account with its grants in force today."""

    def __init__(self, account, today):
        self.account, self.today = account, today
        self.grants = [g for g in account.grants.all() if g.valid_from <= today and (g.valid_to is None or today <= g.valid_to)]

    def may(self, permission, unit=None):
        return any(g.role in MAY[permission] and unit in (None, g.unit) for g in self.grants)


def resume(token):
    """The viewer of a session's token; None for a session that ended, or an account that was closed."""
    session = Session.objects.filter(token_digest=sha256(token), account__active=True).first()
    now = timezone.now()
    if session is None or now >= min(session.created_at + LIFETIME, session.last_used_at + IDLE):
        return None
    return Viewer(session.account, timezone.localdate(now).isoformat()) if session.account.active else None


class SessionMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request.COOKIES.get(COOKIE, "")
        request.viewer = resume(token) if re.fullmatch("[0-9a-f]{64}", token) else None
        if request.viewer is None or request.viewer.account.must_change_password:
            return HttpResponseRedirect("/dang-nhap?" + urlencode({"tiep": request.get_full_path()}))
        request.form_token = sha256(f"form:{token}")
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
