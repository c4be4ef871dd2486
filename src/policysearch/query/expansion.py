"""A clause and what the Vocabulary adds to it: other names in any language, themes, regions."""

from __future__ import annotations

from collections.abc import Sequence

from policysearch.query.clauses import MAX_EXPANSIONS, And, Clause, Expanded, Expansion, Or, Phrase, Word
from policysearch.query.thesaurus import SYNONYM, Sense, key_of, thesaurus
from policysearch.settings import LANGUAGES
from policysearch.text import fold, forms
from policysearch.vocabulary import Vocabulary

TOO_MANY = "Some words have more other names than can be searched at once; not all of them were."
_PREFIXES = ("micro", "multi", "non", "socio", "agro", "cyber")


def widen(
    clause: Clause, vocabulary: Vocabulary, language: str
) -> tuple[Clause, tuple[Expansion, ...], tuple[str, ...]]:
    """``clause`` widened, what was added as shown to a reader of ``language``, and notices."""
    widener = _Expander(vocabulary, language)
    wide = widener.clause(clause)
    return wide, tuple(widener.expansions), (TOO_MANY,) if widener.left < 0 else ()


class _Expander:
    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self._thesaurus = thesaurus(vocabulary)
        self._language = language
        self.expansions: list[Expansion] = []
        self.left = MAX_EXPANSIONS

    def clause(self, clause: Clause) -> Clause:
        if isinstance(clause, Or):
            return Or(tuple(self.clause(one) for one in clause.clauses))
        if isinstance(clause, And):
            return _together(self._run(clause.clauses, self._thesaurus.longest))
        return self._run((clause,), 1)[0] if isinstance(clause, Word) else clause

    def _run(self, clauses: Sequence[Clause], longest: int) -> list[Clause]:
        """``clauses`` with each stretch of words that the vocabulary knows, longest first, as one widened clause."""
        found: list[Clause] = []
        at = 0
        while at < len(clauses):
            for end in range(min(at + longest, len(clauses)), at, -1):
                wide = self._stretch(clauses[at:end])
                if wide is not None:
                    found.append(wide)
                    at = end
                    break
            else:
                alone = clauses[at]
                found.append(_spelled(alone) if isinstance(alone, Word) else self.clause(alone))
                at += 1
        return found

    def _stretch(self, clauses: Sequence[Clause]) -> Clause | None:
        words = [clause for clause in clauses if isinstance(clause, Word)]
        if len(words) < len(clauses) or not (words[0].required and words[-1].required):
            return None
        senses = self._senses(words)
        if not senses:
            return None
        typed = " ".join(word.text for word in words)
        inner: Sequence[Clause] = words
        if len(words) > 1 and not any(sense.whole for sense in senses):
            inner = self._run(words, len(words) - 1)
        also = _new(typed, [one for sense in senses for one in sense.clauses()])
        self.left -= len(also)
        if not also or self.left < 0:
            return None
        self._show(typed, senses)
        return Expanded(_together(inner), tuple(also))

    def _senses(self, words: Sequence[Word]) -> list[Sense]:
        typed = " ".join(word.text for word in words)
        if len(typed) <= 2 and not typed.isupper():  # "us" is a pronoun, "US" a country
            return []
        found: dict[int, Sense] = {}
        for language in LANGUAGES:
            if key := key_of(typed, language):
                found |= {id(sense): sense for sense in self._thesaurus.senses(language, key)}
        return list(found.values())

    def _show(self, typed: str, senses: Sequence[Sense]) -> None:
        names = dict.fromkeys(name for sense in senses for name in sense.shown(self._language) if name)
        other = [name for name in names if not _same(name, typed)] or self._labels(typed, senses)
        if other:
            regions = tuple(sense.names for sense in senses if sense.region)
            self.expansions.append(Expansion(typed, tuple(_distinct(other)), regions))

    def _labels(self, typed: str, senses: Sequence[Sense]) -> list[str]:
        """What else a theme is called whose label was typed as it is: in the first language with another one."""
        told = (label for sense in senses if sense.label for label in sense.label.values())
        return [label for label in told if not _same(label, typed)][:1]


def _together(clauses: Sequence[Clause]) -> Clause:
    return And(tuple(clauses)) if len(clauses) > 1 else clauses[0]


def _new(typed: str, also: list[tuple[Clause, float]]) -> list[tuple[Clause, float]]:
    """``also`` without what says the typed words again, each clause once at its best weight.

    A phrase scores as much as its words together; one of more words than were typed must not outweigh them.
    """
    best: dict[Clause, float] = {}
    words = len(forms(typed))
    for clause, weight in also:
        if isinstance(clause, Word | Phrase) and _same(clause.text, typed):
            continue
        share = min(words / len(forms(clause.text)), 1.0) if isinstance(clause, Phrase) else 1.0
        best[clause] = max(weight * share, best.get(clause, 0))
    return list(best.items())


def _same(name: str, typed: str) -> bool:
    return any(key_of(name, language) == key_of(typed, language) != () for language in LANGUAGES)


def _distinct(names: Sequence[str]) -> list[str]:
    """``names`` without those that differ in case, accents and plural alone."""
    return list({key_of(name, "en") or (fold(name),): name for name in reversed(names)}.values())[::-1]


def _spelled(word: Word) -> Clause:
    """``word`` and its other spelling: "micro-enterprise", "microenterprise" and "micro enterprise" are the same."""
    parts = [form for form, _, _ in forms(word.text)]
    if len(parts) == 2 and "-" in word.text and not any(part.isdigit() for part in parts):
        return Expanded(word, ((Word("".join(parts), word.required, word.count), SYNONYM),))
    plain = fold(word.text)
    begun = next((one for one in _PREFIXES if plain.startswith(one) and len(plain) > len(one) + 4), "")
    return Expanded(word, ((Phrase(f"{begun} {word.text[len(begun) :]}"), SYNONYM),)) if begun else word
