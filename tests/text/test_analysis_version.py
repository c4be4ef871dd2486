"""Terms that change make each index old: both engines' schemas say so, and the next build makes all anew."""

import hashlib

from policysearch.engines.opensearch.mapping import SCHEMA
from policysearch.engines.whoosh.schema import SCHEMA_VERSION
from policysearch.settings import LANGUAGES
from policysearch.text import fold
from policysearch.text.stemming import stems
from policysearch.text.word_forms import families, pairs, word_set

DIGEST = "e7bb6e7ebc017f71"  # of the terms of all words below, with the schemas


def words_of(language: str) -> list[str]:
    """Return some 6,500 words: the frequent ones and those of the tables."""
    by_word, by_prefix = families(f"{language}_apart")
    sets = [word_set(f"{language}_{name}") for name in ("common", "eux")]
    return sorted(
        {fold(word) for table in (*sets, by_word, by_prefix, pairs(f"{language}_irregular")) for word in table}
    )


def test_terms_that_change_raise_the_schema_of_both_engines() -> None:
    digest = hashlib.blake2b(f"{SCHEMA_VERSION} {SCHEMA}".encode(), digest_size=8)
    for language in LANGUAGES:
        digest.update(" ".join(stems(words_of(language), language)).encode())
    assert digest.hexdigest() == DIGEST, (
        "Terms or schemas have changed. Where terms did, raise SCHEMA_VERSION and SCHEMA, so that the next build makes "
        "each index anew; then write the new digest here."
    )
