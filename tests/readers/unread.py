"""Prints as JSON the titles that newsboat shows as unread, from its cache, and marks them as read."""

import json
import sqlite3
import sys

with sqlite3.connect(sys.argv[1]) as cache:
    unread = [title for (title,) in cache.execute("SELECT title FROM rss_item WHERE unread = 1 ORDER BY title")]
    cache.execute("UPDATE rss_item SET unread = 0")
json.dump(unread, sys.stdout)
