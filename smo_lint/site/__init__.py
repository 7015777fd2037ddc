"""Every page of a project, and what its links lead to, known before any page is judged."""

from smo_lint.model import ALONE, Site
from smo_lint.site.survey import survey

__all__ = ["ALONE", "Site", "survey"]
