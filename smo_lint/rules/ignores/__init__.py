"""Ignore comments: those that silence nothing, and those that cannot."""
