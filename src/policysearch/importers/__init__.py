"""Outside documents -> Markdown drafts, one file per format; and attachments of workshops.

The process that reads a document (``sandbox_child``) imports this package: therefore nothing is imported here.
"""
