"""Comparing: which figures answer one question, which are one claim, and which contradict each other."""
