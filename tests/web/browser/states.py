"""Every page and state by name: a new page is one more line here. A parameter may follow each address."""

from policysearch.alerts.links import Links

SECRET = "of the tests"  # that links of alerts are signed with
SIGN_UP, SUBSCRIPTION = "sign-up", "subscription"  # ids of what there is in the database of alerts
_LINKS = Links(SECRET)

SMALL = {  # of a site of two workshops
    "start": "/?lesson=ict-use/h1&",
    "results": "/?q=chile&year=2009&country=PA&lesson=ict-use/h1&",
    "lessons": "/?q=chile&view=highlights&expand=false&",
    "words marked": "/?q=ict&",
    "nothing": "/?q=zzz&",
    "workshop": "/workshops/ict-use?",
    "lesson": "/workshops/trade-and-poverty/h2?",
    "opened from results": "/workshops/ict-use?q=chile&at=1&",
    "citations": "/workshops/trade-and-poverty/h2/cite?",
    "citations of a workshop": "/workshops/ict-use/cite?",
    "results to print": "/print?q=chile&",
    "passage": "/workshops/trade-and-poverty/files/agenda.pdf/2?",
    "missing": "/nowhere?",
    "refused": f"/?q={'long' * 300}&",
    "brief": "/brief?lesson=ict-use/h1&lesson=trade-and-poverty/h2&lesson=gone/h1&",
    "empty brief": "/brief?",
    "map": "/map?",
    "countries side by side": "/compare?experience=CL&experience=BR&experience=PE&",
    "countries to compare": "/compare?experience=CL&experience=zz&",
    "theme": "/themes/ict?",
    "country": "/countries/PA?",
    "year": "/years/2010?",
    "themes": "/themes?",
    "values of a facet": "/facets/year?q=chile&year=2009&",
    "countries": "/countries?",
    "years to browse": "/years?",
    "lessons for my text": "/for-my-text?",
    "about": "/about?",
    "help": "/help?",
    "privacy": "/privacy?",
    "accessibility": "/accessibility?",
    "api": "/api?",
    "frame": "/embed?q=chile&",
    "frame of a list": "/embed?q=chile&mode=list&",
    "frame with results": "/embed?q=chile&mode=results&",
    "setup": "/embed/setup?",
}
LARGE = {  # of a site of many
    "large start": "/?",
    "list that begins anew": "/?q=chile&offset=10&generation=gone&",
    "years": "/?q=&offset=10&year=1985&",
    "large map": "/map?",
    "large theme": "/themes/ict?",
}
MEANING = {  # of a site that searches by meaning, where something is always close besides
    "close in meaning": "/?q=chile&",
    "lessons close in meaning alone": "/?q=zzz&view=highlights&",
    "words alone": "/?q=chile&meaning=false&",
    "lessons for my text by meaning": "/for-my-text?",
    "about with meaning": "/about?",
    "help with meaning": "/help?",
    "privacy with meaning": "/privacy?",
}
ALERTS = {  # of a site of two workshops that has a mail server
    "results with alerts": "/?q=chile&",
    "nothing yet": "/?q=zzz&",
    "form of an alert": "/alerts?q=chile&year=2009&view=highlights&",
    "alert to confirm": f"/alerts/confirm?token={_LINKS.sign('confirm', SIGN_UP)}&",
    "alert to keep": f"/alerts/keep?token={_LINKS.sign('keep', SUBSCRIPTION)}&",
    "alert to leave": f"/alerts/leave?token={_LINKS.sign('leave', SUBSCRIPTION)}&",
    "alert that was left": f"/alerts/leave?token={_LINKS.sign('leave', 'gone')}&",
    "link of an alert that is none": "/alerts/keep?token=none&",
    "privacy with alerts": "/privacy?",
    "help with alerts": "/help?",
}
SITES = {"small": SMALL, "large": LARGE, "alerting": ALERTS, "by_meaning": MEANING}  # by the names of their fixtures
