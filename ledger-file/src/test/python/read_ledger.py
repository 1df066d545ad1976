"""Reads clew ledgers by docs/ledger-format.md and nothing else; prints one line of JSON for each."""
import base64, hashlib, json, struct, subprocess, sys, zlib

LIMIT = 64 << 20
dump = lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
sha256 = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
well_formed = lambda head: all(c == 32 if i in (8, 17) else c in b"0123456789abcdef" for i, c in enumerate(head))
unzstd = lambda data: subprocess.run(["zstd", "-dcq"], input=data, stdout=subprocess.PIPE, check=True).stdout


def text_frame(data, at):  # (end, body); None when no whole frame stands there
    head = data[at:at + 18]
    if len(head) == 18 and well_formed(head) and int(head[9:17], 16) <= LIMIT:
        end = at + 19 + int(head[9:17], 16)
        if data[end - 1:end] == b"\n" and int(head[:8], 16) == zlib.crc32(data[at + 9:end]):
            return end, data[at + 18:end - 1]


def is_torn_text(rest):
    rest = rest.rstrip(b"\0")
    size = int(rest[9:17], 16) if len(rest) >= 18 and well_formed(rest[:18]) else LIMIT
    return b"\n" not in rest and well_formed(rest[:18]) and size <= LIMIT and len(rest) < size + 19


def size_of(head):  # of the body that an unchanged header of format 2 declares
    known = len(head) == 16 and head[:3] == b"clw" and head[3:4] in b"rzp"
    if known and zlib.crc32(head[:8]) == struct.unpack(">I", head[8:12])[0]:
        size = struct.unpack(">I", head[4:8])[0]
        return size if size <= LIMIT else None


def binary_frame(data, at):
    size = size_of(data[at:at + 16])
    if size is not None and data[at + 16 + size:at + 17 + size] == b"\n":
        body = data[at + 16:at + 16 + size]
        if zlib.crc32(body) == struct.unpack(">I", data[at + 12:at + 16])[0]:
            return at + 17 + size, body


def is_torn_binary(rest):
    written = rest.rstrip(b"\0")
    size = size_of(rest[:16])
    if len(written) < 16 and size is None:
        return b"clw".startswith(written[:3]) and (len(written) < 4 or written[3:4] in b"rzp")
    return size is not None and len(written) < size + 17


def members(text):  # of a JSON object, as they are written
    found, at, decoder = {}, 1, json.JSONDecoder()
    while text[at] != "}":
        name, at = decoder.raw_decode(text, at + (text[at] == ","))
        _, end = decoder.raw_decode(text, at + 1)
        found[name], at = text[at + 1:end], end
    return found


def rows_of_text(data, at):  # gives (end, [(row, the event's bytes, payload)]) for each frame
    while frame := text_frame(data, at):
        at, text = frame[0], frame[1].decode()
        row = json.loads(text)
        payload = row["raw"].encode() if "raw" in row else base64.b64decode(row["raw_base64"]) if "raw_base64" in row else None
        yield at, [(row, members(text)["event"].encode(), payload)]


def rows_of_binary(data, at):
    payloads = []
    while frame := binary_frame(data, at):
        kind, (at, body) = data[at + 3:at + 4], frame
        if kind == b"p":
            payloads.append(body)
            continue
        shared, *lines = (unzstd(body) if kind == b"z" else body).decode().split("\n")
        rows = []
        for text in lines:
            row = json.loads(text)
            event = {**members(members(text)["event"]), **members(shared)}
            payload = row["raw"].encode() if "raw" in row else payloads[row["raw_frame"]] if "raw_frame" in row else None
            rows.append((row, ("{" + ",".join(f'"{n}":{event[n]}' for n in sorted(event)) + "}").encode(), payload))
        payloads = []
        yield at, rows


def merkle(leaves):
    if len(leaves) < 2:
        return sha256(b"\0", leaves[0]) if leaves else sha256()
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1", merkle(leaves[:k]), merkle(leaves[k:]))


def read(data):
    first = text_frame(data, 0)
    header = json.loads(first[1]) if first else {}
    version = header.get("clew_ledger")
    if version not in (1, 2):
        return {"not_a_ledger": "newer_format" if version else "torn" if is_torn_text(data) else "damaged"}
    frames, is_torn, frame = (rows_of_text, is_torn_text, text_frame) if version == 1 else (rows_of_binary, is_torn_binary, binary_frame)
    head = sha256(b"clew.ledger.v1\0", dump({k: v for k, v in header.items() if k != "clew_ledger"}))
    rows, seen, epochs, damage, at = [], {}, {}, False, first[0]
    for end, found in frames(data, at):
        for row, text, payload in found:
            event, digest = json.loads(text), sha256(b"clew.event.v1\0", text)
            life = event["attempt_id"], event["producer"]
            fenced = event["epoch"] < epochs.get(life, event["epoch"])
            verdict = "conflict" if event["event_id"] in seen else "fenced" if fenced else "accepted"
            link = {"event_digest": digest.hex(), "offset": len(rows), "received_at": row["received_at"], "verdict": verdict}
            chain = sha256(b"clew.row.v1\0", head, dump(link))
            damage = (digest in seen.get(event["event_id"], []) or {**row, **link, "chain": chain.hex()} != row
                      or payload is not None and event.get("raw_ref") != "sha256:" + hashlib.sha256(payload).hexdigest())
            if damage:
                break
            if verdict == "accepted":
                epochs[life] = max(event["epoch"], epochs.get(life, event["epoch"]))
            seen.setdefault(event["event_id"], []).append(digest)
            head = chain
            rows.append({"event_digest": digest.hex(), "verdict": verdict, "chain": chain.hex()})
        if damage:
            break
        at = end
    wrong = at
    while version == 2 and not damage and (payload := binary_frame(data, wrong)):
        wrong = payload[0]  # payloads without their rows
    torn = not damage and at < len(data) and (wrong == len(data) or is_torn(data[wrong:]))
    return {**header, "rows": rows, "head": head.hex(),
            "content_root": merkle(sorted({bytes.fromhex(r["event_digest"]) for r in rows})).hex(),
            "torn_tail": {"byte_offset": at, "size_bytes": len(data) - at} if torn else None,
            "damage": {"byte_offset": wrong, "row": len(rows)} if at < len(data) and not torn else None}


for path in sys.argv[1:]:
    print(json.dumps(read(open(path, "rb").read())))
