"""The plain twin of the writer's inverter: a document's texts -> the postings of its terms and forms, word by word."""

from collections.abc import Mapping

from policysearch.engines.whoosh.schema import FORM, GAP, TEXTS, Posting
from policysearch.model.document import Text
from policysearch.model.zones import zones
from policysearch.text import analyse, forms, index_term, is_stop_term
from policysearch.text.tokens import compounds


def postings(texts: Mapping[str, Text]) -> dict[str, dict[str, Posting]]:
    """Return per index field the posting of every term."""
    fields: dict[str, dict[str, Posting]] = {FORM: {}}
    for language, text in texts.items():
        terms = fields.setdefault(TEXTS[language], {})
        start = 0
        for weight, words in zones(text):
            for token in analyse(words, language, stops=True):
                _add(terms, token.term, start + token.position, weight)
                if not is_stop_term(token.term):
                    _add(fields[FORM], token.form, start + token.position, weight)
            for form, _, _, position in compounds(words):
                _add(terms, index_term(form, language), start + position, weight)
                if not is_stop_term(index_term(form, language)):
                    _add(fields[FORM], form, start + position, weight)
            start += len(forms(words)) + GAP
    return fields


def _add(terms: dict[str, Posting], term: str, position: int, weight: float) -> None:
    posting = terms.get(term)
    if posting is None:
        terms[term] = Posting([position], weight)
    else:
        posting.positions.append(position)
        posting.positions.sort()
        terms[term] = Posting(posting.positions, posting.weight + weight)
