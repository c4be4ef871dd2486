"""Words that meet and words that stay apart, in four languages; and that spelling and endings are settled alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.settings import LANGUAGES
from policysearch.text import terms
from policysearch.text.folding import fold
from policysearch.text.stemming import stems
from policysearch.text.word_forms import FAMILY_MARK, families, pairs

MEET = {
    "en": "tradeswoman/tradeswomen grandchild/grandchildren hypothesis/hypotheses stratum/strata knife/knives"
    " development/developmental harbour/harbor colour/colors modernise/modernized privatisation/privatization"
    " analyse/analyzed theatre/theater licence/licensing understood/understand paid/pay economy/economics"
    " catalogue/catalog regional/region taxes/tax",
    "es": "alquiler/alquileres cruz/cruces capaz/capaces orden/órdenes virgen/vírgenes ratón/ratones francés/franceses"
    " profesión/profesional régimen/regímenes alumno/alumna azul/azules hogar/hogares volumen/volúmenes red/redes",
    "pt": "pão/pães hábil/hábeis rei/reis civil/civis azul/azuis homem/homens coração/corações útil/úteis"
    " elétrico/eléctrico adopção/adoção acção/ações electrónico/eletrônico projetos/projectos irmão/irmãos",
    "fr": "vitrail/vitraux emploi/emplois lieu/lieux enjeu/enjeux essai/essais créatif/créative moteur/moteurs"
    " lecteur/lectrice nation/nationale blanc/blanche principal/principaux milieu/milieux tableau/tableaux",
}
APART = {
    "en": "university/universal customs/customers position/positive utility/utilize emergency/emerging effect/effective"
    " physics/physician collect/collective relevant/relief accountant/accounts department/departing",
    "es": "modo/moda rato/rata punto/punta vela/velo plato/plata bolso/bolsa preso/presa cuento/cuenta género/general",
    "pt": "modo/moda ponto/ponta bolo/bola prato/prata governo/governanta rato/rata livro/livre pacto/pato",
    "fr": "cour/court port/porteur partie/partir marche/marcher univers/universel mine/minier ministre/ministère",
}


def _cases(pairs_by_language: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(language, *pair.split("/")) for language, line in pairs_by_language.items() for pair in line.split()]  # type: ignore[misc]


@pytest.mark.parametrize(("language", "first", "second"), _cases(MEET))
def test_forms_of_a_word_have_one_term(language: str, first: str, second: str) -> None:
    assert terms(first, language) == terms(second, language) != ()


@pytest.mark.parametrize(("language", "first", "second"), _cases(APART))
def test_different_words_have_terms_of_their_own(language: str, first: str, second: str) -> None:
    assert terms(first, language) != terms(second, language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.text("abceilmnoprstuvxzç", min_size=1, max_size=9))
def test_a_stem_is_never_empty_and_depends_on_the_folded_word_alone(language: str, word: str) -> None:
    assert stems([fold(word)], language)[0]
    assert terms(word.title(), language) == terms(word, language)


@given(st.sampled_from(["modern", "central", "privat", "computer", "harmon", "subsid", "standard"]), st.data())
def test_british_and_american_endings_meet(beginning: str, data: st.DataObject) -> None:
    ending = data.draw(st.sampled_from(["e", "ed", "es", "ing", "ation"]))
    assert terms(f"{beginning}is{ending}", "en") == terms(f"{beginning}iz{ending}", "en")


def test_every_british_spelling_meets_its_american_one() -> None:
    for british, american in pairs("en_spelling").items():
        assert stems([british], "en") == stems([american], "en"), british


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_family_meets_itself_alone(language: str) -> None:
    by_word, by_prefix = families(f"{language}_apart")
    assert len(by_word) > 20
    for word, family in by_word.items():
        assert stems([word], language) == [family], word
        assert family.endswith(FAMILY_MARK)
    for beginning, family in by_prefix.items():
        assert stems([beginning + "e"], language) == [family]


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert stems(["policies", "2010"], "de") == ["policies", "2010"]
