"""Prose: what is missing, left over, left untranslated or broken."""
