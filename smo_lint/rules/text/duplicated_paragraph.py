"""The same paragraph stands twice, one right after the other.

It is what is left when a translation was pasted beside its older self. Only prose of some length is
looked at, near copies count, and what the reference repeats as well may be repeated.

Bad:

~~~md en.md
You can install the package with one command.

Then open the page.
~~~

~~~md de.md:3
Sie können das Paket mit einem Befehl installieren.

Sie können das Paket mit einem Befehl installieren.

Öffnen Sie dann die Seite.
~~~

Good:

~~~md de.md
Sie können das Paket mit einem Befehl installieren.

Öffnen Sie dann die Seite.
~~~
"""
