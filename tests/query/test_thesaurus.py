from pathlib import Path

from policysearch import vocabulary
from policysearch.query.thesaurus import Thesaurus, key_of
from policysearch.settings import LANGUAGES
from policysearch.vocabulary.countries import codes, names_of

SHIPPED, _ = vocabulary.read(Path(__file__).parents[2] / "materials" / "vocabulary")


def test_every_name_of_the_vocabulary_is_known_by_its_own_words() -> None:
    table = Thesaurus(SHIPPED)
    bodies = [body.names for body in SHIPPED.organizations] + [names_of(code) for code in codes()]
    for names in [*SHIPPED.synonyms, *bodies, *(region.names for region in SHIPPED.regions)]:
        for name in names if len(names) > 1 else ():
            for language in LANGUAGES:
                if key := key_of(name, language):
                    assert any(name in sense.names for sense in table.senses(language, key)), (name, language)
