"""Two revisions of one publication as one pandoc document in which the differences are marked.

Marks are Spans of class 'insertion' and 'deletion', as pandoc's own DOCX reader makes them
(https://pandoc.org/MANUAL.html#option--track-changes): its writer makes tracked changes of them, our filters the rest.
"""
