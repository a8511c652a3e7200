"""The help centre: articles as Markdown files in both languages, and the pages that show them.

The pages are light HTML of their own, so that they open at once, without a session and also where
the interface itself does not.
"""
