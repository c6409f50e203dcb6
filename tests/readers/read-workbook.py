"""Prints as JSON what openpyxl finds in the workbook named: where each sheet is frozen, and the types in each column."""

import json
import sys

import openpyxl

sheets = {}
for sheet in openpyxl.load_workbook(sys.argv[1]):
    header, *rows = sheet.iter_rows(values_only=True)
    sheets[sheet.title] = {
        "freeze": sheet.freeze_panes,
        "types": {
            str(name): sorted({type(row[column]).__name__ for row in rows} - {"NoneType"})
            for column, name in enumerate(header)
        },
    }
json.dump(sheets, sys.stdout)
