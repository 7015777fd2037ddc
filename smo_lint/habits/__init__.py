"""What a whole corpus teaches about itself, so that a run over a few files knows it too."""

from smo_lint.habits.known import NONE, Habits
from smo_lint.habits.learning import WITNESSES, learn
from smo_lint.habits.traits import digest, stretches

__all__ = ["NONE", "WITNESSES", "Habits", "digest", "learn", "stretches"]
