"""Catalogs for translators: templates from briefs and templates, merging, and how far translations are."""
