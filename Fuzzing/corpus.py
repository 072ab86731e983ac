#!/usr/bin/env python3
"""Makes the workbooks of Fuzzing/Corpus from a form and from cases that real programs gave us (standard library only).

corpus.py FORM.xlsx   the form as `ansinh form download` writes it; the other folders of the corpus are written by hand
"""
import io
import os
import random
import re
import sys
import zipfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Corpus")
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VALUES = {"C7": 72, "C8": 22, "C9": 1, "D12": 6550, "E12": 8710, "C18": 0}


def cell(xml, ref, inner, attributes=""):
    """The sheet with something else in a cell that the form has."""

    def put(found):
        return '<c r="%s"%s%s>%s</c>' % (ref, re.sub(r' t="[^"]*"', "", found[1]), attributes, inner)

    xml, count = re.subn(r'<c r="%s"((?: [a-z]+="[^"]*")*)(?:/>|>.*?</c>)' % ref, put, xml, count=1, flags=re.S)
    assert count == 1, ref
    return xml


def write(name, parts):
    """A loose workbook: each part under a line with its name."""
    with open(os.path.join(HERE, "parts", name), "wb") as out:
        for path, content in parts:
            out.write(b"=== " + path.encode() + b"\n" + content + b"\n")


def pack(name, parts, method=zipfile.ZIP_DEFLATED):
    """A packed workbook."""
    with zipfile.ZipFile(os.path.join(HERE, "archive", name), "w", method) as out:
        for path, content in parts:
            out.writestr(zipfile.ZipInfo(path), content, method)


def main():
    for folder in ("archive", "parts"):
        os.makedirs(os.path.join(HERE, folder), exist_ok=True)
    form = zipfile.ZipFile(sys.argv[1])
    # The theme is large and nobody here reads it.
    parts = [(n, form.read(n)) for n in form.namelist() if "theme" not in n and "docProps" not in n]
    base = dict(parts)
    sheet = base[SHEET].decode()
    for ref, value in VALUES.items():
        sheet = cell(sheet, ref, "<v>%s</v>" % value)

    def changed(new=None, **others):
        """The form with this sheet and other parts changed."""
        result = dict(base)
        result[SHEET] = (new or sheet).encode()
        result.update({path.replace("__", "/"): content for path, content in others.items()})
        return list(result.items())

    def everywhere(*pairs):
        result = []
        for path, content in changed():
            text = content.decode()
            for old, new in pairs:
                text = text.replace(old, new)
            result.append((path, text.encode()))
        return result

    def with_part(path, change):
        return [(p, change(c) if p == path else c) for p, c in changed()]

    image = ("xl/media/image1.png", random.Random(1).randbytes(20_000))
    rows = re.findall(r"<row .*?</row>", sheet, flags=re.S)
    data = "".join(rows)
    assert data in sheet
    pieces = "".join(
        re.match(r"<row [^>]*>", row)[0] + c + "</row>" for row in rows for c in re.findall(r"<c .*?(?:/>|</c>)", row, flags=re.S))
    empty = "".join('<row r="%d" s="5" customFormat="1" ht="15"/>' % r for r in range(19, 3000))
    shapes = {
        "form": changed(),
        "formula-without-result": changed(cell(sheet, "C7", "<f>C8+50</f>")),
        "negative": changed(cell(sheet, "C7", "<v>-5</v>")),
        "error-cell": changed(cell(sheet, "C7", "<v>#DIV/0!</v>", ' t="e"')),
        "number-as-text": changed(cell(sheet, "C7", "<is><t>\u202d72\u202c</t></is>", ' t="inlineStr"')),
        "legacy-note": changed(cell(sheet, "I7", "<is><t>Gi\u00b6i quy\u00d5t vi\u00d6c lµm</t></is>", ' t="inlineStr"')),
        "picture-first": [image] + changed(),
        "picture-between": changed()[:4] + [image] + changed()[4:],
        "sheet-twice": changed() + [(SHEET, cell(sheet, "C7", "<v>abc</v>").encode())],
        "reversed-order": list(reversed(changed())),
        "strict": everywhere(
            (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"), (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")),
        "utf-16": with_part(SHEET, lambda c: c.decode().replace("UTF-8", "UTF-16").encode("utf-16")),
        "no-styles": [p for p in changed() if "styles" not in p[0]],
        "no-strings": [p for p in changed() if "sharedStrings" not in p[0]],
        "sheet-without-part": with_part(
            "xl/workbook.xml", lambda c: c.replace(b"</sheets>", b'<sheet name="Module1" sheetId="9" r:id=""/></sheets>')),
        "foreign-id": with_part("xl/workbook.xml", lambda c: c.replace(b" r:id=", b' xmlns:q="urn:q" q:id="x" r:id=')),
        "merged-columns": changed(
            re.sub(r"</sheetData>", '</sheetData><mergeCells count="2"><mergeCell ref="H:K"/><mergeCell ref="9:9"/></mergeCells>', sheet)),
        "row-pieces": changed(sheet.replace(data, pieces)),
        "rows-falling": changed(sheet.replace(data, "".join(reversed(rows)))),
        "empty-rows": changed(sheet.replace("</sheetData>", empty + "</sheetData>")),
        "many-attributes": changed(sheet.replace("<sheetData>", "<sheetData " + " ".join('a%d="1"' % i for i in range(800)) + ">")),
        "deep": changed(sheet.replace("</sheetData>", "<a>" * 600 + "</a>" * 600 + "</sheetData>")),
        "entities": changed(sheet.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">]><worksheet', 1)),
        "backslashes": [(p.replace("/", "\\"), c) for p, c in changed()],
        "capitals": [(p.upper(), c) for p, c in changed()],
        "prefixed": changed(re.sub(r"(</?)([a-zA-Z])", r"\1x:\2", sheet).replace("xmlns=", "xmlns:x=", 1)),
        "formats": with_part(
            "xl/styles.xml",
            lambda c: c.replace(
                b"<fonts", b'<numFmts count="3"><numFmt numFmtId="170" formatCode="#,##0 VND"/><numFmt numFmtId="171" formatCode="00000"/>'
                b'<numFmt numFmtId="172" formatCode="[$-42A]dd/mm/yyyy;@"/></numFmts><fonts', 1)),
        "threaded-note": threaded(changed(cell(sheet, "C7", "<v>-5</v>"))),
        "figures": table(),
    }
    for name, shape in shapes.items():
        write(name, shape)
    for name in ("form", "picture-first", "sheet-twice", "threaded-note", "strict", "utf-16"):
        pack(name + ".xlsx", shapes[name])
    pack("stored.xlsx", shapes["figures"], zipfile.ZIP_STORED)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as out:
        for path, content in shapes["figures"]:
            out.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    for name, content in (("cut.xlsx", whole.getvalue()[:-40]), ("junk-first.xlsx", b"PK\x03\x04junk" + whole.getvalue())):
        with open(os.path.join(HERE, "archive", name), "wb") as out:
            out.write(content)


def threaded(parts):
    """The form with a note in today's Excel's way: a thread, and a legacy note that it hides."""
    result = dict(parts)
    identity = "{B0000000-0000-0000-0000-000000000001}"
    result["xl/comments1.xml"] = (
        '<comments xmlns="%s"><authors><author>tc=%s</author></authors><commentList><comment ref="C7" authorId="0"><text><t>x</t></text>'
        "</comment></commentList></comments>" % (MAIN, identity)).encode()
    result["xl/threadedComments/threadedComment1.xml"] = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="C7" '
        'dT="2024-12-10T01:00:00.00" personId="{A0}" id="%s"><text>x</text></threadedComment></ThreadedComments>' % identity).encode()
    result["xl/drawings/vml1.vml"] = (
        b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" '
        b'type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Row>6</x:Row><x:Column>2</x:Column></x:ClientData></v:shape></xml>')
    relationships = [("comments", "../comments1.xml"), ("vmlDrawing", "../drawings/vml1.vml")]
    lines = ['<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>' % (i + 1, OFFICE, t, p) for i, (t, p) in enumerate(relationships)]
    lines.append(
        '<Relationship Id="rId3" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/>')
    result["xl/worksheets/_rels/sheet1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>' % "".join(lines)).encode()
    result["xl/worksheets/sheet1.xml"] = result["xl/worksheets/sheet1.xml"].replace(b"</worksheet>", b'<legacyDrawing r:id="rId2"/></worksheet>')
    return list(result.items())


def table():
    """A small table of figures: codes with their zeros in the format only, numbers as text, a date, a percentage."""
    relation = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'

    def to(identity, kind, target):
        return '<Relationship Id="%s" Type="%s/%s" Target="%s"/>' % (identity, OFFICE, kind, target)

    head = "".join(
        '<c r="%s1" t="inlineStr"><is><t>%s</t></is></c>' % ("ABCD"[i], name)
        for i, name in enumerate(["place_code", "period", "indicator", "actual"]))
    body = (
        '<row r="2"><c r="A2" s="1"><v>4</v></c><c r="B2" t="inlineStr"><is><t>2024-12</t></is></c><c r="C2" t="s"><v>0</v></c>'
        '<c r="D2"><v>1.5499999999999998</v></c></row><row r="3"><c r="A3" t="str"><f>"0"&amp;4</f><v>04</v></c><c r="B3" s="2"><v>45657</v></c>'
        '<c r="C3" t="s"><v>1</v></c><c r="D3" s="3"><v>0.4567</v></c></row>')
    return [(path, text.encode()) for path, text in [
        ("_rels/.rels", relation % to("r1", "officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", '<workbook xmlns="%s" xmlns:r="%s"><workbookPr date1904="1"/><sheets><sheet name="A" sheetId="1" r:id="s1"/></sheets>'
         "</workbook>" % (MAIN, OFFICE)),
        ("xl/_rels/workbook.xml.rels", relation % (
            to("s1", "worksheet", "worksheets/s1.xml") + to("t1", "styles", "styles.xml") + to("t2", "sharedStrings", "sharedStrings.xml"))),
        ("xl/styles.xml", '<styleSheet xmlns="%s"><numFmts><numFmt numFmtId="170" formatCode="00000"/></numFmts><fonts count="1"><font/></fonts><fills '
         'count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf '
         'numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>' % MAIN),
        ("xl/sharedStrings.xml", '<sst xmlns="%s"><si><t>JOB</t></si><si><r><t>Vi</t></r><r><t xml:space="preserve">ệc </t></r><rPh><t>x</t></rPh></si>'
         "</sst>" % MAIN),
        ("xl/worksheets/s1.xml", '<worksheet xmlns="%s"><sheetData><row r="1">%s</row>%s</sheetData></worksheet>' % (MAIN, head, body)),
    ]]


if __name__ == "__main__":
    main()
