"""The conductor of a build: what has changed, what is to be done, and doing it."""

from policysearch.publishing.plan import Plan, Progress, carry_out, current_generation, plan, rolled_back_from

__all__ = ["Plan", "Progress", "carry_out", "current_generation", "plan", "rolled_back_from"]
