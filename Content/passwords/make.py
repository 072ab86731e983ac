#!/usr/bin/env python3
"""Makes Content/passwords/common-words.txt: the words that guessers try first.

    pip install zxcvbn==4.5.0 && Content/passwords/make.py

The frequent passwords come from the list in the package zxcvbn (MIT licence; passwords that were made public in leaks). Each is
reduced to the word in it: lower case, without marks and without the digits and signs at its ends. Before them stand the words that
Vietnamese offices would choose, and the names of the provinces from Content/territory.
"""

import csv
import pathlib
import re
import unicodedata

from zxcvbn.frequency_lists import FREQUENCY_LISTS

CONTENT = pathlib.Path(__file__).resolve().parent.parent
BYTES = 90_000
OFFICE = """mat khau|matkhaumoi|matkhaucu|mat ma|bi mat|dang nhap|tai khoan|quan tri|quan tri vien|nguoi dung|admin|administrator
password|passwd|pass|an sinh|an sinh xa hoi|xa hoi|lao dong|thuong binh|bao tro|nguoi co cong|viec lam|giam ngheo|noi vu|so noi vu
so lao dong|ldtbxh|sldtbxh|ubnd|uy ban|uy ban nhan dan|chuyen vien|giam doc|pho giam doc|truong phong|pho phong|can bo|cong chuc
van phong|co quan|don vi|phong ban|cong viec|bao cao|so lieu|thong ke|cong ty|may tinh|dien thoai|email|viet nam|vietnamvodich
ha noi|sai gon|ho chi minh|tphcm|hcm|da nang|can tho|hai phong|kon tum|thanh pho|tinh|huyen|quan|phuong|thi xa|thi tran|xin chao
chao ban|cam on|anh yeu em|em yeu anh|yeu em|yeu anh|toi yeu em|toi yeu viet nam|tinh yeu|yeu mai mai|mai mai|hanh phuc|gia dinh
bo me|con yeu|vo yeu|chong yeu|khong biet|khong co|khong nho|quen roi|de nho|mot hai ba|motnamba|ngay sinh|sinh nhat|nam moi
chuc mung|thanh cong|may man|phat tai|loc phat|an khang|binh an|dep trai|xinh gai|hoc sinh|sinh vien|giao vien|bac si
nguyen van|nguyen thi|tran van|tran thi|le van|le thi|pham van|pham thi|hoang van|hoang thi|nguyen|tran|pham|hoang|huynh|phan
thang gieng|thang mot|thang hai|thang ba|thang muoi|mua xuan|mua he|mua thu|mua dong""".replace("\n", "|").split("|")


def folded(text):
    """Lower case without marks and blanks."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in " -_.,")


def provinces():
    """Every province's name that ever was."""
    for path in sorted((CONTENT / "territory").rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if str(row.get("level", "")) == "1" and row.get("name"):
                    yield row["name"]


def word(password):
    """The word in a password; empty where there is none of four letters."""
    inner = re.sub(r"^[^a-z]+|[^a-z]+$", "", folded(password))
    return inner if re.fullmatch(r"[a-z0-9@$!]{4,20}", inner) and len(set(inner)) > 2 else ""


def main():
    found = dict.fromkeys(name for name in map(folded, [*OFFICE, *provinces()]) if 4 <= len(name) <= 20)
    found |= {one: None for one in map(word, FREQUENCY_LISTS["passwords"]) if one and one not in found}
    head = """# Words that guessers of passwords try first, the most common first; see Sources/Directory/KnownPasswords.swift.
# Made by Content/passwords/make.py. The first are common in Vietnamese offices and the names of provinces; the others come from the
# frequent passwords in the package zxcvbn 4.5.0, Copyright (c) 2012-2016 Dan Wheeler and Dropbox, Inc., (c) 2016 Daniel Wolf,
# MIT licence. Each is reduced to the word in it.
"""
    lines, size = [], 0
    for one in found:
        size += len(one) + 1
        if size > BYTES:
            break
        lines.append(one)
    (CONTENT / "passwords/common-words.txt").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "words")


if __name__ == "__main__":
    main()
