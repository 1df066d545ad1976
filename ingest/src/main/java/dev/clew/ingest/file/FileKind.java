package dev.clew.ingest.file;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a file is, by what it says itself: names are no evidence.
public enum FileKind {
  /// A ledger or a report, of clew or of SIH.
  RUN,
  /// Events of clew, as JSON or JSON Lines.
  EVENTS,
  /// Requests of OpenTelemetry in JSON, one or one a line, as a collector writes them into files.
  OTLP,
  /// An HTTP Archive 1.2.
  HAR,
  /// Reports of tests in the XML of JUnit.
  JUNIT;

  private static final String[] OTLP_MEMBERS = {"resourceSpans", "resourceLogs", "resourceMetrics"};

  /// Bytes that a file has to have for [#isLedger].
  public static final int HEAD_BYTES = 64;

  private static final String UNKNOWN =
      "this is no ledger, report, events of clew, OpenTelemetry in JSON, HAR or JUnit XML";

  /// @throws NotReadable when it is none that clew knows
  public static FileKind of(byte[] bytes) throws NotReadable {
    int at = start(bytes);
    if (at == bytes.length) {
      throw NotReadable.because("the file is empty");
    }
    if (isLedger(bytes)) {
      return RUN;
    }
    FileKind kind =
        switch (bytes[at]) {
          case '<' -> isPage(bytes, at) ? RUN : JUNIT;
          case '{' -> ofJson(bytes);
          case '[' -> EVENTS;
          default -> null;
        };
    if (kind == null) {
      throw NotReadable.because(UNKNOWN);
    }
    return kind;
  }

  /// Whether it begins as a ledger does, which may be too large to be read whole.
  public static boolean isLedger(byte[] head) {
    int length = Math.min(HEAD_BYTES, head.length);
    return new String(head, 0, length, StandardCharsets.US_ASCII).contains("{\"clew_ledger\":");
  }

  /// Behind the byte order mark and white space.
  private static int start(byte[] bytes) {
    int at =
        bytes.length >= 3
                && bytes[0] == (byte) 0xef
                && bytes[1] == (byte) 0xbb
                && bytes[2] == (byte) 0xbf
            ? 3
            : 0;
    while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  private static boolean isPage(byte[] bytes, int at) {
    String head = new String(bytes, at, Math.min(20, bytes.length - at), StandardCharsets.US_ASCII);
    return head.regionMatches(true, 0, "<!doctype html", 0, 14)
        || head.regionMatches(true, 0, "<html", 0, 5);
  }

  /// By its first value; what is wrong behind it is for whoever reads it.
  private static @Nullable FileKind ofJson(byte[] bytes) throws NotReadable {
    try (JsonText.Sequence values = JsonText.sequence(bytes)) {
      if (!(values.next() instanceof Json.Obj first)) {
        return null;
      }
      for (String member : OTLP_MEMBERS) {
        if (first.has(member)) {
          return OTLP;
        }
      }
      if (first.object("log").has("entries")) {
        return HAR;
      }
      boolean isReport = first.has("format") || first.has("ExecutionId");
      boolean isSnapshot = first.has("SnapshotSchemaVersion");
      return isReport || isSnapshot ? RUN : first.has("run_id") ? EVENTS : null;
    } catch (JsonText.Malformed e) {
      throw NotReadable.json(e);
    }
  }
}
