"""The conductor of a build: what has changed, what is to be done, and doing it."""

from policysearch.publishing.attach_vectors import VectorWork, attach_vectors
from policysearch.publishing.attachments import damages as attachment_damages
from policysearch.publishing.execute import execute, suggestion_builder
from policysearch.publishing.plan import Plan, Progress, plan_build, rolled_back_from

__all__ = [
    "Plan",
    "Progress",
    "VectorWork",
    "attach_vectors",
    "attachment_damages",
    "execute",
    "plan_build",
    "rolled_back_from",
    "suggestion_builder",
]
