"""Prints as JSON the downloads that rdflib, a JSON-LD processor, finds in the file named: address, size in bytes, SHA-256."""

import json
import sys

from rdflib import Graph

QUERIES = [
    """SELECT ?url ?size ?sha256 WHERE {
        ?dataset a <http://www.w3.org/ns/dcat#Dataset> ; <http://www.w3.org/ns/dcat#distribution> ?download .
        ?download <http://www.w3.org/ns/dcat#downloadURL> ?url ; <http://www.w3.org/ns/dcat#byteSize> ?size ;
            <http://spdx.org/rdf/terms#checksum> / <http://spdx.org/rdf/terms#checksumValue> ?sha256 . }""",
    """SELECT ?url ?size ?sha256 WHERE {
        ?dataset a <https://schema.org/Dataset> ; <https://schema.org/distribution> ?download .
        ?download <https://schema.org/contentUrl> ?url ; <https://schema.org/contentSize> ?size ;
            <https://schema.org/sha256> ?sha256 . }""",
]

graph = Graph().parse(sys.argv[1], format="json-ld")
rows = [row for query in QUERIES for row in graph.query(query)]
json.dump([[str(url), int(str(size).removesuffix(" B")), str(sha256).lower()] for url, size, sha256 in rows], sys.stdout)
