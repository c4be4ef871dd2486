"""Marks in HTML that many pages share, where what is a page's own comes; escaped text never has them."""

from markupsafe import Markup

ADDRESS_END = Markup("<address end>")  # of a hit: the search that led to it
CHECKED = Markup("<checked>")  # the state of a box
COUNT = Markup("<count>")  # of a facet's value
FIELDS = Markup("<fields>")  # hidden fields of the search form
FIELD_NAME = Markup("<field name>")
FIELD_VALUE = Markup("<field value>")
LINES = Markup("<lines>")  # what stands below the lessons of a hit
NAME = Markup("<name>")  # of a hit
NARROWER = Markup("<narrower>")  # the theme that a facet's value is counted through
SNIPPETS = Markup("<snippets>")  # lessons and passages of a hit
TYPED = Markup("<typed>")  # words in the search form
WORDS = Markup("<words>")  # of a lesson or passage, with their marks

BY_NAME = {name: value for name, value in globals().items() if isinstance(value, Markup)}
