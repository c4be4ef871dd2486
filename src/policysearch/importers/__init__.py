"""Outside documents -> Markdown drafts, one file per format; and attachments of workshops.

A document is read by a process of its own (``child``), which imports this package: so nothing is imported here.
"""
