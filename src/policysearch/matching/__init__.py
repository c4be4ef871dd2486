"""Lessons for a text: a draft that is pasted or in a file -> for each paragraph the lessons that speak to it.

Texts stay in memory. The process that writes comments (``comments_child``) imports this package: therefore nothing is
imported here.
"""
