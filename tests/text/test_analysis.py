import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policysearch.text.analysis
from policysearch.text.analysis import (
    LANGUAGES,
    MAX_FORM,
    analyse,
    chunk_forms,
    fold,
    forms,
    is_stop_word,
    term,
    terms_of,
    words,
)


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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("public-private", ["public", "private"]),
        ("2012-2014", ["2012", "2014"]),
        ("e-commerce", ["e", "commerce"]),
        ("(ICTs)", ["ict"]),
        ("SBDCs--including", ["sbdc", "including"]),
        ("the U.S. Mission", ["the", "us", "mission"]),
        ("R&D and I+D", ["rd", "and", "id"]),
        ("EE.UU.", ["eeuu"]),
        ("les É.U. et les E\u0301.U.", ["les", "éu", "et", "les", "éu"]),
        ("St.E\u0301tienne", ["st", "étienne"]),
        ("C\u0327s Çs OE\u0301s", ["çs", "çs", "oé"]),
        ("qu'il d’affaires aujourd'hui", ["il", "affaires", "aujourd", "hui"]),
        ("Salvador's countries' needs", ["salvador", "countries", "needs"]),
        ("Ｆｕｌｌ ﬁnance", ["full", "finance"]),
        ("co\u00adoperation", ["cooperation"]),
        ("www.oas.org", ["www", "oas", "org"]),
    ],
)
def test_mixed_forms_are_found_by_their_parts(text: str, parts: list[str]) -> None:
    assert words(text) == parts


def test_stop_words_are_omitted_and_their_positions_counted() -> None:
    found = analyse("the inclusion of vulnerable groups", "en")
    assert [(token.form, token.position) for token in found] == [("inclusion", 1), ("vulnerable", 3), ("groups", 4)]


def test_offsets_leave_elisions_and_possessives_out() -> None:
    assert [token.text for token in analyse("L'entreprise d’El Salvador's", "fr")] == ["entreprise", "El", "Salvador"]


def test_composed_and_decomposed_accents_are_the_same() -> None:
    text = "Panamá: la competitividad, l'équité, inclusão"
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


@settings(deadline=None)
@given(
    st.text(
        st.sampled_from("aeiou cdlnst áàâãäåéèêëíìîïóòôõöúùûüçñýÿÁÀÂÃÉÊÍÓÔÕÚÇÑ'’.-&2") | st.characters(codec="latin-1")
    ),
    st.sampled_from(LANGUAGES),
)
def test_however_accents_are_composed_a_text_has_the_same_forms_terms_and_folding(text: str, language: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert words(apart) == words(composed)
    assert [token[1:4] for token in analyse(apart, language)] == [token[1:4] for token in analyse(composed, language)]
    assert fold(apart) == fold(composed)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "productivity", "products"),
        ("en", "cooperatives", "cooperation"),
        ("es", "productividad", "productos"),
        ("pt", "produtividade", "produtos"),
        ("fr", "coopératives", "coopération"),
    ],
)
def test_words_of_policy_are_kept_apart_from_others(language: str, one: str, other: str) -> None:
    assert not terms(one, language) & terms(other, language)


def test_a_form_keeps_its_accents_and_a_term_does_not() -> None:
    (token,) = analyse("Políticas", "es")
    assert (token.form, token.term) == ("políticas", "polit")


def test_a_stop_word_is_one_of_its_own_language_or_of_any() -> None:
    assert is_stop_word("the", "en")
    assert not is_stop_word("the", "es")
    assert is_stop_word("Às")
    assert is_stop_word("más")
    assert is_stop_word("mas")
    assert not any(is_stop_word(word) for word in ("US", "estado", "TIC", "pyme", "trade"))


def test_folding_takes_case_and_accents_off() -> None:
    assert fold("São Tomé, ÎLE, Łódź, œuvre, STRASSE") == fold("sao tome, ile, lodz, oeuvre, straße")


@given(st.text(max_size=80))
def test_any_text_is_analysed_with_offsets_inside_it_and_in_order(text: str) -> None:
    found = forms(text)
    assert all(form and len(form) <= MAX_FORM and 0 <= start < end <= len(text) for form, start, end in found)
    assert all(left[2] <= right[1] for left, right in pairwise(found))


@given(st.text("abcdeiosréíãçñ", min_size=1, max_size=12), st.sampled_from(LANGUAGES))
def test_a_term_depends_on_the_folded_form_alone(form: str, language: str) -> None:
    assert term(form, language) == term(fold(form), language)
    assert term(form, language) or is_stop_word(form, language)


SPELLED = st.text(
    st.sampled_from("abcéñœßI²٣_'’.&+-\u0301\u00ad\u200b \n\u00a0\u2003USs1") | st.characters(), max_size=40
)


@given(SPELLED)
def test_the_forms_of_a_text_are_those_of_its_stretches_between_spaces(text: str) -> None:
    assert [form for chunk in text.split() for form in chunk_forms(chunk)] == words(text)


@given(SPELLED)
def test_words_are_the_forms_alone(text: str) -> None:
    assert words(text) == [form for form, _, _ in forms(text)]


FORMS = "the políticas policies 2010 ² cooperativas productivity états cités naciones paises oes s es de".split()


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.text("abceilmnoprstuv", min_size=1, max_size=9))
def test_only_words_with_certain_last_letters_are_restored(language: str, word: str) -> None:
    restored = word
    for pattern, text in policysearch.text.analysis._RESTORED[language]:
        restored = pattern.sub(text, restored)
    assert policysearch.text.analysis._restored(word, language) == restored


@given(st.lists(st.sampled_from(sorted(FORMS)) | st.text(max_size=12), max_size=8), st.sampled_from([*LANGUAGES, "de"]))
def test_terms_of_many_forms_are_those_of_each(many: list[str], language: str) -> None:
    assert terms_of(many, language) == [term(form, language) for form in many]
