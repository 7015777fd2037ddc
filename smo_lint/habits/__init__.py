"""What a whole corpus teaches about itself, so that a run over a few files knows it too."""

from smo_lint.habits.known import carries
from smo_lint.habits.learning import WITNESSES, learn
from smo_lint.habits.traits import digest, stretches
from smo_lint.model import NONE, Habits

__all__ = ["NONE", "WITNESSES", "Habits", "carries", "digest", "learn", "stretches"]
