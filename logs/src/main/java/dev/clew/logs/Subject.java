package dev.clew.logs;

import dev.clew.logs.framing.Frame;
import dev.clew.logs.parsing.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The part of a record that rules and masks look at: what it says, without the places in programs
/// that a stack trace lists. A method named `timeout` is no timeout. Reused from record to record,
/// so that a line costs no copy. Not thread-safe.
final class Subject {
  private byte[] scratch = new byte[1024];
  private byte[] bytes = scratch;
  private int from;
  private int to;
  private int messageFrom;

  /// The message of a structured record, its error, and the heads of its stack trace.
  void of(Parsed.Fields fields, List<String> stackHeads) {
    List<String> parts = new ArrayList<>();
    parts.add(fields.message());
    if (fields.error() != null && !fields.message().contains(fields.error())) {
      parts.add(fields.error());
    }
    parts.addAll(stackHeads);
    parts.removeIf(String::isEmpty);
    bytes = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
    from = 0;
    to = bytes.length;
    messageFrom = 0;
  }

  void of(Frame frame, int parsedMessageFrom) {
    int[] heads = frame.heads();
    if (heads.length == 0) {
      bytes = frame.bytes();
      from = frame.from();
      to = frame.to();
      messageFrom = parsedMessageFrom;
      return;
    }
    int size = 0;
    for (int head = 0; head < heads.length; head += 2) {
      int length = heads[head + 1] - heads[head];
      if (size + length + 1 > scratch.length) {
        scratch = Arrays.copyOf(scratch, 2 * (size + length + 1));
      }
      System.arraycopy(frame.bytes(), heads[head], scratch, size, length);
      size += length;
      scratch[size++] = '\n';
    }
    bytes = scratch;
    from = 0;
    to = size - 1;
    messageFrom = Math.min(to, parsedMessageFrom - frame.from());
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /// Where the message begins, after time and level.
  int messageFrom() {
    return messageFrom;
  }
}
