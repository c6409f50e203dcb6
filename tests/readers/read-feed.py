"""Prints as JSON what feedparser, a reader in wide use, makes of the feed in the file named."""

import json
import sys

import feedparser

# A file object, since feedparser takes the name of a missing file for the text of a feed.
with open(sys.argv[1], "rb") as file:
    read = feedparser.parse(file)

json.dump(
    {
        "bozo": int(read.bozo),
        "complaint": str(read.get("bozo_exception", "")),
        "version": read.version,
        "title": read.feed.get("title"),
        "links": [{"rel": link.get("rel"), "href": link.get("href")} for link in read.feed.get("links", [])],
        "entryCount": len(read.entries),
        "entries": [
            {
                "id": entry.get("id"),
                "title": entry.get("title"),
                "link": entry.get("link"),
                "updated": entry.get("updated"),
                "content": [content.value for content in entry.get("content", [])],
            }
            for entry in read.entries
        ],
    },
    sys.stdout,
)
