"""A clause -> the clause with what the Vocabulary adds to it: other names in any language, themes, regions."""

from __future__ import annotations

from collections.abc import Sequence

from policysearch.query.clauses import MAX_EXPANSIONS, And, Clause, Expanded, Expansion, Or, Phrase, Word
from policysearch.query.notices import Notice
from policysearch.query.parser import SAME_WORD
from policysearch.query.spellings import with_spellings
from policysearch.query.thesaurus import Sense, key_of, keys_of, thesaurus
from policysearch.settings import LANGUAGES
from policysearch.text import fold, words
from policysearch.vocabulary import Vocabulary
from policysearch.vocabulary.known_words import is_known_word

TOO_MANY = Notice("too_many_synonyms")
_LONG = 8  # letters of a word whose language the word lists tell


def expand_clause(
    clause: Clause, vocabulary: Vocabulary, language: str
) -> tuple[Clause, tuple[Expansion, ...], tuple[Notice, ...]]:
    """Return ``clause`` expanded, what was added as shown to a reader of ``language``, and notices."""
    expander = Expander(vocabulary, language)
    expanded = expander.clause(clause)
    return expanded, tuple(expander.expansions), (TOO_MANY,) if expander.remaining < 0 else ()


class Expander:
    """Expands the clauses of one query; ``expansions`` collects what to show, ``remaining`` counts down the cap."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self._thesaurus = thesaurus(vocabulary)
        self._language = language
        self.expansions: list[Expansion] = []
        self.remaining = MAX_EXPANSIONS

    def clause(self, clause: Clause) -> Clause:
        """Return ``clause`` expanded; phrases, patterns and negatives as they are."""
        if isinstance(clause, Or):
            return Or(tuple(map(self.clause, clause.clauses)))
        if isinstance(clause, And):
            return _conjunction(self._runs(clause.clauses, self._thesaurus.longest))
        return self._runs((clause,), 1)[0] if isinstance(clause, Word) else clause

    def _runs(self, clauses: Sequence[Clause], longest: int) -> list[Clause]:
        """Return ``clauses`` with each run of words in the vocabulary, longest first, as one expanded clause."""
        result: list[Clause] = []
        start = 0
        while start < len(clauses):
            for end in range(min(start + longest, len(clauses)), start, -1):
                expanded = self._run(clauses, start, end)
                if expanded is not None:
                    result.append(expanded)
                    start = end
                    break
            else:
                clause = clauses[start]
                result.append(self._spelled(clauses, start) if isinstance(clause, Word) else self.clause(clause))
                start += 1
        return result

    def _spelled(self, clauses: Sequence[Clause], index: int) -> Clause:
        """Return a word with its other spellings, and with the words that ``words.yml`` says are the same."""
        word, spelled = clauses[index], with_spellings(clauses, index)
        assert isinstance(word, Word)
        same = self._same_words(word)
        if not same:
            return spelled
        return Expanded(word, (*same, *(spelled.also if isinstance(spelled, Expanded) else ())))

    def _same_words(self, word: Word) -> list[tuple[Clause, float]]:
        equal_words = self._thesaurus.same_words(word.text)
        return [(Word(other, word.required, word.count), SAME_WORD) for other in equal_words]

    def _run(self, clauses: Sequence[Clause], start: int, end: int) -> Clause | None:
        """Return the words from ``start`` to ``end`` with their other names; None where the vocabulary has none."""
        run = [clause for clause in clauses[start:end] if isinstance(clause, Word)]
        if len(run) < end - start or not (run[0].required and run[-1].required):
            return None
        senses = self._senses(run)
        if not senses:
            return None
        typed = " ".join(word.text for word in run)
        inner: Sequence[Clause] = run
        if len(run) > 1 and not any(sense.is_name for sense in senses):
            inner = self._runs(run, len(run) - 1)
        also = _additions(typed, [clause for sense in senses for clause in sense.clauses()])
        if len(run) == 1:
            required = [clause for clause in clauses if not isinstance(clause, Word) or clause.required]
            spelled = with_spellings(required, required.index(run[0]))
            also += [*self._same_words(run[0]), *(spelled.also if isinstance(spelled, Expanded) else ())]
        self.remaining -= len(also)
        if not also or self.remaining < 0:
            return None
        self._show(typed, senses)
        return Expanded(_conjunction(inner), tuple(also))

    def _senses(self, run: Sequence[Word]) -> list[Sense]:
        typed = " ".join(word.text for word in run)
        if (len(typed) <= 2 and not typed.isupper()) or typed.endswith("$"):  # "us" is a pronoun, "US" a country
            return []
        senses: dict[int, Sense] = {}
        for language, key in keys_of(typed):
            senses |= {id(sense): sense for sense in self._thesaurus.senses(language, key)}
        names = self._thesaurus.senses_of_name(typed, self._language)
        senses |= {id(sense): sense for sense in names}
        return list(senses.values())

    def _show(self, typed: str, senses: Sequence[Sense]) -> None:
        """Add an Expansion with the names that differ from the typed words."""
        names = dict.fromkeys(name for sense in senses for name in sense.names_for(self._language) if name)
        new_names = [name for name in names if not _is_same(name, typed)] or _other_label(typed, senses)
        if new_names:
            regions = tuple(sense.names for sense in senses if sense.is_region)
            self.expansions.append(Expansion(typed, tuple(_distinct(new_names)), regions))


def _other_label(typed: str, senses: Sequence[Sense]) -> list[str]:
    """Return a theme's label in the first language where it is not as typed, for a label typed as it is."""
    labels = (label for sense in senses if sense.label for label in sense.label.values())
    return [label for label in labels if not _is_same(label, typed)][:1]


def _conjunction(clauses: Sequence[Clause]) -> Clause:
    return And(tuple(clauses)) if len(clauses) > 1 else clauses[0]


def _additions(typed: str, also: list[tuple[Clause, float]]) -> list[tuple[Clause, float]]:
    """Return ``also`` without the names that are the typed words again, each clause once at its best weight.

    A phrase scores as much as its words together; one of more words than were typed must not outweigh them.
    """
    best: dict[Clause, float] = {}
    typed_count = len(words(typed))
    for clause, weight in also:
        if isinstance(clause, Word | Phrase) and _finds_the_same(clause.text, typed):
            continue
        share = min(typed_count / len(words(clause.text)), 1.0) if isinstance(clause, Phrase) else 1.0
        best[clause] = max(weight * share, best.get(clause, 0))
    return list(best.items())


def _finds_the_same(name: str, typed: str) -> bool:
    """Return whether ``name`` finds nothing more than ``typed``: not a word of a language that has another term for it.

    Spanish has one term for cooperativas and cooperatives; English, whose word the second is, has not.
    """
    return _is_same(name, typed) and not any(
        is_known_word(name, language)
        and not is_known_word(typed, language)
        and key_of(name, language) != key_of(typed, language)
        for language in LANGUAGES
        if len(name) >= _LONG and name.isalpha()
    )


def _is_same(name: str, typed: str) -> bool:
    return any(key_of(name, language) == key_of(typed, language) != () for language in LANGUAGES)


def _distinct(names: Sequence[str]) -> list[str]:
    """Return ``names`` without those that differ in case, accents and plural alone."""
    return list({key_of(name, "en") or (fold(name),): name for name in reversed(names)}.values())[::-1]
