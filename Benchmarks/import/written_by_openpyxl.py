"""Writes the workbook that is measured: codes and periods as text, numbers as numbers."""

import sys
from pathlib import Path

import openpyxl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from figures import HEADER, figures


def main(path, rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("KQ")
    sheet.append(HEADER)
    for row in figures(int(rows)):
        sheet.append([None if cell == "" else cell for cell in row])
    book.save(path)


main(*sys.argv[1:])
