"""The rules of one house: each module beside this one is a rule."""
