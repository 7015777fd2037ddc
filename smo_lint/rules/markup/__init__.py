"""Markup that frameworks give a meaning: admonitions, shortcodes, components, emphasis."""
