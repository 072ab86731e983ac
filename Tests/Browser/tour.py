"""A tour: one journey on one site, the people on it, and the checks made on the way."""

from site_template import SESSION_COOKIE
from person import Person


class Tour:
    """What the function of a journey is given."""

    def __init__(self, subject, browser, site, has_script, report, pictures):
        self.subject = subject
        self.browser = browser
        self.site = site
        self.has_script = has_script
        self.report = report
        self.pictures = pictures
        self.people = []

    def check(self, claim, holds, detail=""):
        """One line of the report."""
        self.report.add(f"{self.subject}: {claim}", bool(holds), detail)
        return bool(holds)

    def equal(self, claim, seen, expected):
        """The two are the same."""
        return self.check(claim, seen == expected, f"seen:     {seen!r}\nexpected: {expected!r}")

    def visitor(self):
        """Somebody with a browser of his own who has not signed in."""
        person = Person(self)
        self.people.append(person)
        return person

    def officer(self, username):
        """Somebody who has signed in and sees his desk."""
        person = self.visitor()
        cookie = {"name": SESSION_COOKIE, "value": self.site.sessions[username], "url": self.site.address, "httpOnly": True}
        person.context.add_cookies([cookie])
        return person.open("/lam-viec")

    def officer_by_password(self, username):
        """The same in a session of his own, which may be ended."""
        person = self.visitor()
        person.open("/dang-nhap")
        return person.sign_in(username)

    def whereabouts(self):
        """Where each person stands, for the report of a journey that broke off."""
        return "".join(f"\nat {person.page.url}, status {person.status}" for person in self.people)

    def end(self):
        """Closes the browsers; whatever any page complained of on the way is one check."""
        faults = [fault for person in self.people for fault in person.faults]
        pages = sum(person.pages for person in self.people)
        self.check(f"no error of console, script, content policy or wording on its {pages} pages", not faults, "\n".join(faults))
        for person in self.people:
            person.context.close()
        self.people = []
