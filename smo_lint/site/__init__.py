"""Every page of a project, and what its links lead to, known before any page is judged."""
