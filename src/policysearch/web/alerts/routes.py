"""The pages of alerts. Opening a link of a mail does nothing: programs open links, people press buttons."""

from __future__ import annotations

import time
from datetime import date

from flask import Blueprint, Response, abort, current_app, g, render_template, request

from policysearch.alerts.links import Purpose
from policysearch.alerts.sign_ups import HOURS, Rhythm
from policysearch.alerts.subscriptions import DAYS, MAX_PER_ADDRESS, Subscription, TooManyAlertsError
from policysearch.alerts.versions import register
from policysearch.model.errors import AlertsFullError, QueryError
from policysearch.model.mail_address import MAX_LENGTH, mail_address
from policysearch.web.alerts.compose import MailComposer
from policysearch.web.alerts.followed_search import from_text, in_words, read_query, to_text
from policysearch.web.alerts.parts import has_alerts, parts
from policysearch.web.http.rate_limit import refusal
from policysearch.web.search_params import to_params
from policysearch.web.site import language, site

alert_pages = Blueprint("alerts", __name__)
MAX_BODY = 20_000  # bytes of a form
_DAY = 86_400
_USUAL_RHYTHM: Rhythm = "daily"
_BUCKET = "alerts "


@alert_pages.before_request
def prepare() -> None:
    """Answer 404 where the site has no alerts. No answer is kept anywhere, and no address of a page is passed on."""
    if not has_alerts():
        abort(404)
    g.is_passing = True
    request.max_content_length = MAX_BODY


@alert_pages.after_request
def keep_private(response: Response) -> Response:
    """Keep the links, which are signed for one reader, from other sites and from search engines."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@alert_pages.errorhandler(AlertsFullError)
def full(_error: AlertsFullError) -> Response:
    """Answer that nobody can sign up for now."""
    response = Response(render_template("alert_step.html", step="full"), 503, mimetype="text/html")
    response.headers.update({"Retry-After": "3600", "Cache-Control": "no-store"})
    return response


@alert_pages.get("/alerts")
def form() -> str:
    """Show the form to follow a search."""
    return _form()


@alert_pages.post("/alerts")
def sign_up() -> Response | str | tuple[str, int]:
    """Send a mail that asks to confirm. The answer, and its time, are the same for every address."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(403)
    query = read_query(request.args)
    typed = request.form.get("address", "")
    rhythm = _rhythm()
    try:
        address = mail_address(typed)
    except ValueError:
        address = ""
    if not address or rhythm is None:
        return _form(typed[:MAX_LENGTH], rhythm, is_wrong=not address), 400
    too_many = refusal(parts().buckets, parts().settings, _BUCKET)
    if too_many:
        return too_many
    entry, may_mail = parts().sign_ups.add(address, to_text(query), language(), rhythm, int(time.time()))
    mail = MailComposer(current_app).confirmation(entry)  # made for every address, so that the time is the same
    if may_mail:
        parts().sender.send(entry, mail)
    return render_template("alert_sent.html", hours=HOURS)


@alert_pages.get("/alerts/confirm")
def ask_to_confirm() -> str | Response:
    """Show what would be followed, with a button."""
    sign_up_id = _subject("confirm", HOURS * 3_600)
    entry = parts().sign_ups.get(sign_up_id, int(time.time()))
    if entry is None:
        return _confirmed(sign_up_id)
    return render_template("alert_step.html", step="confirm", words=in_words(from_text(entry.search)), entry=entry)


@alert_pages.post("/alerts/confirm")
def confirm() -> str | Response | tuple[str, int]:
    """Make the sign-up a subscription: what is in the collection now is not new."""
    sign_up_id = _subject("confirm", HOURS * 3_600)
    if parts().sign_ups.get(sign_up_id, int(time.time())) is None:
        return _confirmed(sign_up_id)
    number = register(parts().settings.alerts_path, site().searcher)
    try:
        subscription = parts().subscriptions.confirm(sign_up_id, number, date.today())
    except TooManyAlertsError:
        return render_template("alert_step.html", step="too_many", most=MAX_PER_ADDRESS), 409
    return _confirmed(sign_up_id) if subscription is None else _going_on("confirmed", subscription)


def _confirmed(sign_up_id: str) -> str | Response:
    """Return the page of an alert that was confirmed before: by a second click, or by an older tab."""
    return _going_on("confirmed", parts().subscriptions.get(sign_up_id))


@alert_pages.get("/alerts/keep")
def ask_to_keep() -> str | Response:
    """Show a button that keeps a subscription for longer."""
    subscription = parts().subscriptions.get(_subject("keep"))
    if subscription is None:
        return _gone()
    words = _words_if_readable(subscription.search)
    return render_template("alert_step.html", step="keep", words=words, entry=subscription)


@alert_pages.post("/alerts/keep")
def keep() -> str | Response:
    """Keep a subscription, as if it were confirmed today."""
    return _going_on("kept", parts().subscriptions.keep(_subject("keep"), date.today()))


@alert_pages.get("/alerts/leave")
def ask_to_leave() -> str | Response:
    """Show a button that ends a subscription, and one that ends all of the address."""
    subscription = parts().subscriptions.get(_subject("leave"))
    if subscription is None:
        return render_template("alert_step.html", step="left")
    words = _words_if_readable(subscription.search)
    return render_template("alert_step.html", step="leave", words=words, entry=subscription)


@alert_pages.post("/alerts/leave")
def leave() -> str | Response:
    """End a subscription at once; mail programs post here by themselves (RFC 8058)."""
    subscription_id = _subject("leave")
    if request.form.get("which") == "all":
        parts().subscriptions.leave_all(subscription_id)
    else:
        parts().subscriptions.leave(subscription_id)
    return render_template("alert_step.html", step="left")


def _rhythm() -> Rhythm | None:
    """Return how often mails were asked for, daily where nothing was chosen; None for what is not known."""
    value = request.form.get("rhythm", _USUAL_RHYTHM)
    return next((rhythm for rhythm in DAYS if rhythm == value), None)


def _form(address: str = "", rhythm: Rhythm | None = _USUAL_RHYTHM, is_wrong: bool = False) -> str:
    """Return the form; ``is_wrong`` says that no mail can go to the address, and no ``rhythm`` that none was known."""
    query = read_query(request.args)
    return render_template(
        "alert_form.html",
        query=query,
        words=in_words(query),
        params=[*to_params(query), ("lang", language())],
        rhythms=[*DAYS],
        rhythm=rhythm,
        address=address,
        is_wrong=is_wrong,
        max_length=MAX_LENGTH,
        days=parts().settings.alerts_days,
    )


def _going_on(step: str, subscription: Subscription | None) -> str | Response:
    """Return the page of a subscription that goes on; that of a dead link where there is none."""
    if subscription is None:
        return _gone()
    last_day = subscription.last_day(parts().settings.alerts_days)
    return render_template("alert_step.html", step=step, entry=subscription, last_day=last_day)


def _words_if_readable(search: str) -> str:
    """Return a search in words; empty where it is over a cap of this version: its reader can leave all the same."""
    try:
        return in_words(from_text(search))
    except QueryError:
        return ""


def _subject(purpose: Purpose, max_age: int = 0) -> str:
    """Return the id in this request's link; abort where it is no link of ours for ``purpose``, or too old.

    Without a ``max_age``, in seconds, a link is good for as long as a subscription that nobody kept any longer.
    """
    subject = parts().links.read(purpose, request.args.get("token", ""), max_age or parts().settings.alerts_days * _DAY)
    if subject is None:
        abort(_gone())
    return subject


def _gone() -> Response:
    """Return the answer to a link that was used, is too old, or is none."""
    response = Response(render_template("alert_step.html", step="gone"), 410, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response
