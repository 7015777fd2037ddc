"""A name that is never translated is missing.

The names of our products stay as they are in every language; readers and search look for them.

Bad:

~~~toml smo-lint.toml
plugins = ["house"]
[rules.lost-name]
names = ["Aurora"]
~~~

~~~md en.md
# Install Aurora

Aurora needs a network.
~~~

~~~md de.md:3
# Aurora installieren

Morgenrot braucht ein Netz.
~~~

Good:

~~~md de.md
# Aurora installieren

Aurora braucht ein Netz.
~~~
"""

from collections.abc import Iterator

from smo_lint import Pair, Problem, rule


@rule("XHS101", severity="warning")
def lost_name(pair: Pair, *, names: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Compare the blocks of text that correspond to each other."""
    for sources, targets in pair.prose():
        written = "\n".join(node.text for node in targets)
        for name in names:
            origin = next((node for node in sources if name in node.text), None)
            if origin and name not in written:
                yield Problem(
                    pair.target.at(targets[0]),
                    f"“{name}” is not named here, but in {pair.source.lang or 'the source'}",
                    related=(pair.source.at(origin, "named here"),),
                    topic=name,
                )
