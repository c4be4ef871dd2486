"""Marks in HTML that many pages share, where what is a page's own comes; escaped text never has them."""

from markupsafe import Markup

ADDRESS_END = Markup("<address end>")  # of a hit: the search that led to it
ALERTS = Markup("<alerts>")  # the address where a search is followed by mail
CHECKED = Markup("<checked>")  # the state of a box
CHOICES = Markup("<choices>")  # the values of a facet
COMPARE = Markup("<compare>")  # the address where the countries of a search are compared
COUNT = Markup("<count>")  # of a facet's value, or of its values
FIELDS = Markup("<fields>")  # hidden fields of the search form
FIELD_NAME = Markup("<field name>")
FIELD_VALUE = Markup("<field value>")
LINES = Markup("<lines>")  # what stands below the lessons of a hit
MORE = Markup("<more>")  # the address of all values of a facet
NAME = Markup("<name>")  # of a hit
NARROWER = Markup("<narrower>")  # the theme that a facet's value is counted through
SEARCH = Markup("<search>")  # the parameters of a search
SNIPPETS = Markup("<snippets>")  # lessons and passages of a hit
START = Markup("<start>")  # of the address of a page in each language
TO_LESSONS = Markup("<to lessons>")  # the address of the same search in another view, or as a map
TO_MAP = Markup("<to map>")
TO_WORKSHOPS = Markup("<to workshops>")
TYPED = Markup("<typed>")  # words in the search form
WORDS = Markup("<words>")  # of a lesson or passage, with their marks
YEARS = Markup("<years>")  # results by year, as bars and fields

BY_NAME = {name: value for name, value in globals().items() if isinstance(value, Markup)}
