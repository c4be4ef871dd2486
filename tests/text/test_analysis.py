import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.settings import LANGUAGES
from policysearch.text import analyse, fold, is_stop_word, term, terms_of, words


def terms(text: str, language: str) -> set[str]:
    return {token.term for token in analyse(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "policy policies POLICY"),
        ("en", "ICT ICTs icts I.C.T."),
        ("en", "SME SMEs smes"),
        ("en", "US U.S. U.S"),
        ("en", "partnership partnerships"),
        ("en", "woman's woman"),
        ("es", "politica política políticas politicas"),
        ("es", "tecnología tecnologia tecnologías tecnologias"),
        ("es", "innovación innovacion innovaciones"),
        ("es", "pyme pymes PYMEs PyMES"),
        ("es", "TIC TICs tics"),
        ("es", "pequeña pequena pequeñas"),
        ("es", "economía economías economia"),
        ("pt", "politica política políticas politicas"),
        ("pt", "vulnerável vulneráveis vulneravel vulneraveis"),
        ("pt", "inclusão inclusões inclusao"),
        ("pt", "inovação inovações inovacao"),
        ("pt", "regional regionais"),
        ("pt", "país países pais"),
        ("pt", "PME PMEs pmes"),
        ("fr", "politique politiques"),
        ("fr", "compétitivité competitivite"),
        ("fr", "pauvreté pauvrete PAUVRETÉ"),
        ("fr", "financé financée finances financées"),
        ("fr", "PME PMEs pmes"),
        ("fr", "entreprise l'entreprise l’entreprises"),
    ],
)
def test_inflections_spellings_and_accents_of_a_word_are_one_term(language: str, text: str) -> None:
    assert len(terms(text, language)) == 1


def test_stop_words_are_omitted_and_their_positions_counted() -> None:
    tokens = analyse("the inclusion of vulnerable groups", "en")
    assert [(token.form, token.position) for token in tokens] == [("inclusion", 1), ("vulnerable", 3), ("groups", 4)]


def test_offsets_leave_elisions_and_possessives_out() -> None:
    assert [token.text for token in analyse("L'entreprise d’El Salvador's", "fr")] == ["entreprise", "El", "Salvador"]


@given(
    st.text(
        st.sampled_from("aeiou cdlnst áàâãäåéèêëíìîïóòôõöúùûüçñýÿÁÀÂÃÉÊÍÓÔÕÚÇÑ'’.-&2") | st.characters(codec="latin-1")
    ),
    st.sampled_from(LANGUAGES),
)
def test_however_accents_are_composed_a_text_has_the_same_forms_terms_and_folding(text: str, language: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert words(decomposed) == words(composed)
    assert [token[1:4] for token in analyse(decomposed, language)] == [
        token[1:4] for token in analyse(composed, language)
    ]
    assert fold(decomposed) == fold(composed)


@pytest.mark.parametrize(
    ("language", "word", "similar"),
    [
        ("en", "productivity", "products"),
        ("en", "cooperatives", "cooperation"),
        ("es", "productividad", "productos"),
        ("pt", "produtividade", "produtos"),
        ("fr", "coopératives", "coopération"),
    ],
)
def test_words_of_policy_are_kept_apart_from_others(language: str, word: str, similar: str) -> None:
    assert not terms(word, language) & terms(similar, language)


def test_a_form_keeps_its_accents_and_a_term_does_not() -> None:
    (token,) = analyse("Políticas", "es")
    assert (token.form, token.term) == ("políticas", "polit")


@given(st.text("abcdeiosréíãçñ", min_size=1, max_size=12), st.sampled_from(LANGUAGES))
def test_a_term_depends_on_the_folded_form_alone(form: str, language: str) -> None:
    assert term(form, language) == term(fold(form), language)
    assert term(form, language) or is_stop_word(form, language)


FORMS = "the políticas policies 2010 ² cooperativas productivity états cités naciones paises oes s es de".split()


@given(st.lists(st.sampled_from(sorted(FORMS)) | st.text(max_size=12), max_size=8), st.sampled_from([*LANGUAGES, "de"]))
def test_terms_of_many_forms_are_those_of_each(many: list[str], language: str) -> None:
    assert terms_of(many, language) == [term(form, language) for form in many]
