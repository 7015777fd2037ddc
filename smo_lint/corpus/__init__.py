"""Collections of articles in tables: millions of rows in, findings out; needs the extra `corpus`.

A run has two phases, each of many tasks that know nothing of each other. *Scatter* sorts the rows of the
input into buckets by a hash of the article's id, so that the editions of an article, which may stand
anywhere, come together. *Check* lints the articles of a bucket and writes one part of the result. A task
writes under another name and renames at the end: what is there is finished, so that a run can be resumed,
and a task can be tried again.
"""
