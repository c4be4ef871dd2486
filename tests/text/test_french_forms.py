"""French participles and feminines, each with its infinitive or masculine, and nouns that look like them."""

import pytest

from policysearch.text import terms
from policysearch.text.french_forms import french_base
from policysearch.text.word_forms import word_set


@pytest.mark.parametrize("ending", ["", "e", "s", "es"])
@pytest.mark.parametrize(
    ("participle", "infinitive"),
    [
        ("vendu", "vendre"),
        ("repondu", "repondre"),
        ("obtenu", "obtenir"),
        ("recu", "recevoir"),
        ("reduit", "reduire"),
        ("offert", "offrir"),
        ("exclu", "exclure"),
        ("elu", "elire"),
        ("accru", "accroitre"),
        ("connu", "connaitre"),
    ],
)
def test_a_participle_has_its_infinitive_in_each_form(participle: str, infinitive: str, ending: str) -> None:
    assert french_base(participle + ending) == infinitive


@pytest.mark.parametrize("noun", "contenu revenu detenu permis compromis remise entreprise surprise produit".split())
def test_a_noun_that_looks_like_a_participle_stays(noun: str) -> None:
    assert french_base(noun) == noun


@pytest.mark.parametrize("trade", "blanchisseur chômeur moissonneur orpailleur".split())
def test_a_feminine_has_its_masculine_though_no_table_has_it(trade: str) -> None:
    assert terms(f"{trade[:-1]}se", "fr") == terms(f"{trade[:-1]}ses", "fr") == terms(trade, "fr")


def test_each_adjective_has_its_own_feminine() -> None:
    adjectives = sorted(word_set("fr_eux"))
    assert len(adjectives) > 200
    assert not [word for word in adjectives if terms(word, "fr") != terms(f"{word[:-1]}se", "fr")]
