"""Polls a feed once with feedparser, as a reader does that remembers what it saw, and prints as JSON what it took for new.

The state file keeps validators and ids from one poll to the next.
"""

import json
import sys
from pathlib import Path

import feedparser

address, state_file = sys.argv[1], Path(sys.argv[2])
state = json.loads(state_file.read_text()) if state_file.exists() else {"etag": None, "modified": None, "seen": []}

read = feedparser.parse(address, etag=state["etag"], modified=state["modified"])
new = [entry for entry in read.entries if entry.id not in state["seen"]]
state_file.write_text(
    json.dumps(
        {
            "etag": read.get("etag", state["etag"]),
            "modified": read.get("modified", state["modified"]),
            "seen": state["seen"] + [entry.id for entry in new],
        }
    )
)
json.dump({"status": read.status, "bozo": int(read.bozo), "new": [entry.title for entry in new]}, sys.stdout)
