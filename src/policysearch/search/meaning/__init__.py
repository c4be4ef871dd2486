"""Find by meaning: vectors of texts and questions, which texts are near a question, and the mix with words.

Nothing here is imported while the setting ``meaning`` is off.
"""

from policysearch.search.meaning.embedding import Embedding
from policysearch.search.meaning.make_vectors import make_vectors, plan_vectors
from policysearch.search.meaning.meaning import ATTACHMENT, Meaning, check_settings, open_embedding, open_meaning
from policysearch.search.meaning.units import MAX_SENTENCES
from policysearch.search.meaning.vector_store import open_store
from policysearch.search.meaning.vector_table import is_of

__all__ = [
    "ATTACHMENT",
    "MAX_SENTENCES",
    "Embedding",
    "Meaning",
    "check_settings",
    "is_of",
    "make_vectors",
    "open_embedding",
    "open_meaning",
    "open_store",
    "plan_vectors",
]
