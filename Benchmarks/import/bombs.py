"""Workbooks that unpack to far more than they are: one that says so, and one that lies about it."""

import struct
import zipfile

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="' + OFFICE + '/{kind}" Target="{target}"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>"
)
HEAD = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>'
ROW = '<row r="1">' + "".join(
    f'<c r="{column}1" t="inlineStr"><is><t>{name}</t></is></c>' for column, name in zip("ABC", ("indicator", "place", "period"))
) + "</row>"
SHEET = "xl/worksheets/sheet1.xml"


def bomb(path, megabytes, *, lies):
    """A workbook whose sheet unpacks to so many millions of bytes; where it lies, its directory says one million."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml"))
        with archive.open(SHEET, "w", force_zip64=False) as sheet:
            sheet.write((HEAD + ROW).encode())
            piece = b"<row/>" * 100_000
            for _ in range(megabytes * 1_000_000 // len(piece)):
                sheet.write(piece)
            sheet.write(b"</sheetData></worksheet>")
        info = archive.getinfo(SHEET)
    if lies:
        lie(path, info)
    return path


def lie(path, info):
    """Writes another unpacked size into the entry's own header and into the directory at the end."""
    content = bytearray(path.read_bytes())
    size = struct.pack("<I", info.file_size)
    name = SHEET.encode()
    for mark, at_size, at_name in ((b"PK\3\4", 22, 30), (b"PK\1\2", 24, 46)):
        start = content.find(mark)
        while start >= 0:
            if content[start + at_name:start + at_name + len(name)] == name:
                assert mark == b"PK\3\4" or content[start + at_size:start + at_size + 4] == size
                content[start + at_size:start + at_size + 4] = struct.pack("<I", 1_000_000)
            start = content.find(mark, start + 4)
    path.write_bytes(content)
