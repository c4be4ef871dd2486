"""Compile each template once: hundreds of tests make an app of the same templates, a tenth of a second each."""

from types import CodeType

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Keeps the code of templates by their file and the digest of their source."""

    def __init__(self) -> None:
        self._code_by_source: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code_by_source.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code_by_source[bucket.key, bucket.checksum] = bucket.code


def keep_compiled_templates() -> None:
    """Let every app of this process use the code that an earlier one has compiled."""
    Flask.jinja_options = {"bytecode_cache": CompiledTemplates()}
