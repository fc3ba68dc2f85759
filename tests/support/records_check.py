#!/usr/bin/env python3
"""Verifies and opens a journal, by docs/records-format.md alone: the standard library, and pyrage for age.

    records_check.py verify JOURNAL [HEADS]      "intact N" or "bad PLACE"
    records_check.py open JOURNAL KEYFILE        each entry's canonical JSON, a line each
"""

import base64
import hashlib
import json
import pathlib
import sys

MAGIC = b"DESPREC\x01"
LONGEST = 4 << 20


class Bad(Exception):
    """Where it begins to be bad."""


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# Ed25519, from RFC 8032, section 5.1. Slow, and nobody's secret depends on it.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(one, two):
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(factor, point):
    result = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            result = add(result, point)
        point = add(point, point)
        factor >>= 1
    return result


def point(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(key, message, signature):
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER or len(signature) != 64:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left, right = times(s, BASE), add(r, times(h, a))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


def unbase64(text):
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError("another form of base64")
    return raw


class Log:
    def __init__(self, journal):
        try:
            line = (journal / "key").read_bytes().decode()
            if not line.endswith("\n"):
                raise ValueError("no line")
            line = line[:-1]
            self.name, key_id, key = line.split("+", 2)
            raw = unbase64(key)
            self.key = raw[1:]
            self.key_id = sha256(self.name.encode(), b"\n\x01", self.key)[:4]
            if raw[0] != 1 or len(raw) != 33 or key_id != self.key_id.hex() or point(self.key) is None:
                raise ValueError("no key")
        except (ValueError, OSError, UnicodeDecodeError):
            raise Bad("key") from None
        self.id = sha256(b"despatch-records log 1\n", line.encode())

    def head(self, note):
        """The size and the root that a note signs for."""
        try:
            text, signature = note.split("\n\n", 1)
            text += "\n"
            name, size, root = text.split("\n")[:3]
            raw = unbase64(signature[len(f"\u2014 {self.name} ") : -1])
            head = int(size), unbase64(root)
            same = f"{self.name}\n{head[0]}\n{base64.b64encode(head[1]).decode()}\n" == text
            line = f"\u2014 {self.name} {base64.b64encode(raw).decode()}\n" == signature
        except (ValueError, IndexError):
            return None
        good = same and line and name == self.name and len(head[1]) == 32 and raw[:4] == self.key_id
        return head if good and signed(self.key, text.encode(), raw[4:]) else None


class Tree:
    """RFC 6962, section 2.1, as the roots of its whole subtrees."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def push(self, leaf):
        size = self.size
        while size & 1:
            leaf = sha256(b"\x01", self.peaks.pop(), leaf)
            size >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self):
        if not self.peaks:
            return sha256()
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = sha256(b"\x01", peak, root)
        return root


def frames(segment):
    """What each frame is, and its body; a frame that makes no sense is the last, and is none."""
    with open(segment, "rb") as file:
        if file.read(8) != MAGIC:
            yield None, b""
            return
        while head := file.read(5):
            length = int.from_bytes(head[1:], "big")
            body = file.read(length) if len(head) == 5 and length <= LONGEST else b""
            if len(head) < 5 or length > LONGEST or len(body) < length:
                yield None, b""
                return
            yield chr(head[0]), body


def consistent(old, old_root, new, new_root, proof):
    """RFC 9162, section 2.1.4.2."""
    if old == 0 or old == new:
        return not proof and (old == 0 or old_root == new_root)
    if old > new:
        return False
    proof = ([old_root] if old & (old - 1) == 0 else []) + proof
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    if not proof:
        return False
    older = newer = proof[0]
    for step in proof[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            older, newer = sha256(b"\x01", step, older), sha256(b"\x01", step, newer)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            newer = sha256(b"\x01", newer, step)
        at, last = at >> 1, last >> 1
    return last == 0 and older == old_root and newer == new_root


class Heads:
    """Heads that were kept apart from their journal."""

    def __init__(self, log, folder):
        self.kept, self.begun = {}, {0: sha256()}
        for path in sorted(folder.glob("*.head")) if folder else []:
            text = path.read_bytes().decode(errors="replace")
            try:
                proof, note = text.split("\n\n", 1)
                old, *hashes = proof.split("\n")
                size, root = log.head(note)
                begins = int(old.removeprefix("old "))
                if old != f"old {begins}" or int(path.stem) != size:
                    raise ValueError("another form")
                hashes = [unbase64(line) for line in hashes]
            except (ValueError, TypeError):
                raise Bad(f"kept {path.name}") from None
            self.kept[size] = (root, begins, hashes, path.name)

    def last(self):
        return max(self.kept, default=0)

    def check(self, tree):
        root = tree.root()
        if any(begins == tree.size for _, begins, _, _ in self.kept.values()):
            self.begun[tree.size] = root
        if tree.size in self.kept:
            signed_root, begins, proof, name = self.kept[tree.size]
            before = self.begun.get(begins, b"")
            if signed_root != root or not consistent(begins, before, tree.size, root, proof):
                raise Bad(f"kept {name}")


def entries(journal, heads_folder=None):
    """Each entry of a journal that is whole up to there: the hash it has when it is opened, and its sealed bytes."""
    log, tree = Log(journal), Tree()
    heads = Heads(log, heads_folder)
    segments = [int(path.stem) for path in (journal / "segments").glob("*.seg") if path.stem.isdigit()]
    while True:
        first = tree.size
        path = journal / "segments" / f"{first:020}.seg"
        if not path.exists():
            break
        reading = frames(path)
        kind, span = next(reading, (None, b""))
        begins, end = int.from_bytes(span[32:40], "big"), int.from_bytes(span[40:], "big")
        if kind != "S" or len(span) != 48 or span[:32] != log.id or begins != first or end <= first:
            raise Bad(f"entry {first}")
        for kind, body in reading:
            index = tree.size
            here = f"entry {index}" if index < end else f"head {end}"
            if kind == "H":
                head = log.head(body.decode(errors="replace"))
                if head is None or head[0] != index:
                    raise Bad(here)
                if index != end:
                    raise Bad(f"entry {first}")
                if head[1] != tree.root():
                    raise Bad(f"between {first} {end}")
                if next(reading, None) is not None:
                    raise Bad(f"head {end}")
                break
            if kind != "E" or len(body) < 74:
                raise Bad(here)
            count = int.from_bytes(body[72:74], "big")
            files, sealed = body[74 : 74 + 32 * count], body[74 + 32 * count :]
            leaf = sha256(b"\x00", log.id, body[:40], sha256(sealed), body[72:74], files)
            if leaf != body[40:72] or int.from_bytes(body[:8], "big") != index:
                raise Bad(here)
            for at in range(0, len(files), 32):
                file = journal / "files" / files[at : at + 32].hex()
                if not file.exists() or sha256(file.read_bytes()) != files[at : at + 32]:
                    raise Bad(here)
            tree.push(leaf)
            if tree.size < end:
                heads.check(tree)
            yield body[8:40], sealed
        else:
            raise Bad(f"entry {tree.size}" if tree.size < end else f"head {end}")
        heads.check(tree)
    if any(start >= tree.size for start in segments) or heads.last() > tree.size:
        raise Bad(f"entry {tree.size}")


def opened(journal, keyfile):
    import pyrage

    keys = [line.strip() for line in keyfile.read_text().splitlines() if line.startswith("AGE-SECRET-KEY-1")]
    identities = [pyrage.x25519.Identity.from_str(key) for key in keys]
    for place, (wanted, sealed) in enumerate(entries(journal)):
        canonical = pyrage.decrypt(sealed, identities)
        entry = json.loads(canonical)
        if sha256(canonical) != wanted or entry["index"] != place or entry["format"] != 1:
            raise Bad(f"entry {place}")
        for file in entry.get("files", []):
            plain = pyrage.decrypt((journal / "files" / file["sealed"]).read_bytes(), identities)
            if sha256(plain).hex() != file["sha256"] or len(plain) != file["size"]:
                raise Bad(f"entry {place}")
        yield canonical


def main(what, journal, *more):
    try:
        if what == "verify":
            heads = pathlib.Path(more[0]) if more else None
            print("intact", sum(1 for _ in entries(pathlib.Path(journal), heads)))
        else:
            for canonical in opened(pathlib.Path(journal), pathlib.Path(more[0])):
                sys.stdout.buffer.write(canonical + b"\n")
    except Bad as bad:
        print("bad", bad)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
