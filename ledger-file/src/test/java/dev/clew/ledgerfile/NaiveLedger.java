package dev.clew.ledgerfile;

import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a ledger should do, written down as plainly as can be and without a line of Intake.
final class NaiveLedger {

  /// @param verdict as on the wire, or `duplicate of n`
  record Entry(Event event, Json content, String verdict) {}

  private final List<Entry> entries = new ArrayList<>();

  /// Equal whatever the order of members.
  static Json content(Event event) {
    return EventJson.write(event);
  }

  Entry expect(Event event) {
    Json content = content(event);
    boolean idTaken = false;
    boolean newerLife = false;
    for (int offset = 0; offset < entries.size(); offset++) {
      Entry entry = entries.get(offset);
      if (entry.event().eventId().equals(event.eventId())) {
        if (entry.content().equals(content)) {
          return new Entry(event, content, "duplicate of " + offset);
        }
        idTaken = true;
      }
      newerLife |=
          entry.verdict().equals("accepted")
              && entry.event().attemptId().equals(event.attemptId())
              && entry.event().producer().equals(event.producer())
              && entry.event().epoch() > event.epoch();
    }
    return new Entry(event, content, idTaken ? "conflict" : newerLife ? "fenced" : "accepted");
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  int size() {
    return entries.size();
  }

  Entry get(int offset) {
    return entries.get(offset);
  }

  void keepFirst(int count) {
    entries.subList(count, entries.size()).clear();
  }

  /// The head of a chain over those rows, by the words of docs/ledger-format.md.
  static String head(List<Row> rows) {
    byte[] hash =
        sha256(
            utf8(
                "clew.ledger.v1\0{\"ledger_id\":\"ledger_1\",\"namespace\":\"default\","
                    + "\"run_id\":\"run_742\"}"));
    for (Row row : rows) {
      hash =
          sha256(
              utf8("clew.row.v1\0"),
              hash,
              utf8(
                  "{\"event_digest\":\""
                      + row.eventDigest()
                      + "\",\"offset\":"
                      + row.offset()
                      + ",\"received_at\":\""
                      + row.receivedAt()
                      + "\",\"verdict\":\""
                      + row.verdict().wire()
                      + "\"}"));
    }
    return HexFormat.of().formatHex(hash);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha256.update(part);
      }
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
