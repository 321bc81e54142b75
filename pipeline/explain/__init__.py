"""Explanations: why each number of an article is what it is taken for, as text and as a page to look at."""

from newstally.pipeline.explain.explanation import Explanation, Figure, Why, explain

__all__ = ["Explanation", "Figure", "Why", "explain"]
