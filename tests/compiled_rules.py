"""Compile each address rule once: hundreds of tests make an app of the same sixty, two thirds of its time."""

from collections.abc import Callable, Hashable

from werkzeug.routing.rules import Rule

Builder = Callable[..., tuple[str, str]]


def keep_compiled_rules() -> None:
    """Let Werkzeug use again the function that it has compiled of an equal rule; the function refers to no rule."""
    compiled: dict[Hashable, Builder] = {}
    compile_builder = Rule._compile_builder

    def compile_once(rule: Rule, append_unknown: bool = True) -> Builder:
        key = (*rule._trace, *sorted((rule.defaults or {}).items()), append_unknown)
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    Rule._compile_builder = compile_once  # type: ignore[assignment, method-assign]
