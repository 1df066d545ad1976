"""Reads clew ledgers by docs/ledger-format.md and nothing else; prints one line of JSON for each."""
import base64, hashlib, json, sys, zlib

LIMIT = 64 << 20
dump = lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
sha256 = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
well_formed = lambda head: all(c == 32 if i in (8, 17) else c in b"0123456789abcdef" for i, c in enumerate(head))


def frame_end(data, at):  # None when no whole frame stands there
    head = data[at:at + 18]
    if len(head) == 18 and well_formed(head) and int(head[9:17], 16) <= LIMIT:
        end = at + 19 + int(head[9:17], 16)
        if data[end - 1:end] == b"\n" and int(head[:8], 16) == zlib.crc32(data[at + 9:end]):
            return end


def is_torn(rest):
    rest = rest.rstrip(b"\0")
    size = int(rest[9:17], 16) if len(rest) >= 18 and well_formed(rest[:18]) else LIMIT
    return b"\n" not in rest and well_formed(rest[:18]) and size <= LIMIT and len(rest) < size + 19


def merkle(leaves):
    if len(leaves) < 2:
        return sha256(b"\0", leaves[0]) if leaves else sha256()
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1", merkle(leaves[:k]), merkle(leaves[k:]))


def read(data):
    end = frame_end(data, 0)
    header = json.loads(data[18:end - 1]) if end else {}
    if header.get("clew_ledger") != 1:
        return {"not_a_ledger": "newer_format" if header.get("clew_ledger") else "torn" if is_torn(data) else "damaged"}
    head = sha256(b"clew.ledger.v1\0", dump({k: v for k, v in header.items() if k != "clew_ledger"}))
    rows, seen, epochs, damage, at = [], {}, {}, False, end
    while at < len(data) and (end := frame_end(data, at)) and not damage:
        text = data[at + 18:end - 1].decode()
        row = json.loads(text)  # members are sorted: {"chain":"64 digits","event":{...},...
        event, stop = json.JSONDecoder().raw_decode(text, 84)
        digest = sha256(b"clew.event.v1\0", text[84:stop].encode())
        payload = row["raw"].encode() if "raw" in row else base64.b64decode(row["raw_base64"]) if "raw_base64" in row else None
        life = event["attempt_id"], event["producer"]
        fenced = event["epoch"] < epochs.get(life, event["epoch"])
        verdict = "conflict" if event["event_id"] in seen else "fenced" if fenced else "accepted"
        link = {"event_digest": digest.hex(), "offset": len(rows), "received_at": row["received_at"], "verdict": verdict}
        chain = sha256(b"clew.row.v1\0", head, dump(link))
        damage = (digest in seen.get(event["event_id"], []) or {**row, **link, "chain": chain.hex()} != row
                  or payload is not None and event.get("raw_ref") != "sha256:" + hashlib.sha256(payload).hexdigest())
        if not damage:
            if verdict == "accepted":
                epochs[life] = max(event["epoch"], epochs.get(life, event["epoch"]))
            seen.setdefault(event["event_id"], []).append(digest)
            head, at = chain, end
            rows.append({"event_digest": digest.hex(), "verdict": verdict, "chain": chain.hex()})
    torn = not damage and at < len(data) and is_torn(data[at:])
    return {**header, "rows": rows, "head": head.hex(),
            "content_root": merkle(sorted({bytes.fromhex(r["event_digest"]) for r in rows})).hex(),
            "torn_tail": {"byte_offset": at, "size_bytes": len(data) - at} if torn else None,
            "damage": {"byte_offset": at, "row": len(rows)} if at < len(data) and not torn else None}


for path in sys.argv[1:]:
    print(json.dumps(read(open(path, "rb").read())))
