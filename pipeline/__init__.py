"""Joins crawler and extract, keeps the ledger, and is what a person touches."""
