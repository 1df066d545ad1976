package dev.clew.ingest.ci;

import dev.clew.core.ledger.RedactedPart;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A log of a CI system, as the events of a run.
///
/// @param status as the log says that it ended; null when it does not say
/// @param stages how many it has
/// @param lines how many records its lines make
/// @param events in the order of the log, after its beginning and its bytes
public record CiLog(
    String runId,
    String attemptId,
    @Nullable String status,
    int stages,
    long lines,
    List<PushedEvent> events) {
  public CiLog {
    events = List.copyOf(events);
  }

  /// What whoever sends a log knows of it.
  ///
  /// @param digest of the log as it was sent: the ids of the events follow from it
  /// @param runId null for one that follows from the log, too
  /// @param name of the run; null for what the log says
  /// @param attempt from 1
  /// @param exitCode null for what the log says
  public record About(
      CiFormat format,
      String digest,
      @Nullable String runId,
      @Nullable String name,
      int attempt,
      @Nullable Integer exitCode) {}

  /// @param parts of the log, redacted, in their order
  /// @param said whose events they are
  public static CiLog read(List<RedactedPart> parts, About about, PushedEvents.Said said) {
    byte[] bytes = joined(parts);
    String name = about.name();
    Script script = new Script(said.arrivedAt(), name == null ? about.format().wire() : name);
    Dialect dialect = about.format().dialect(said.arrivedAt());
    int at = isMarked(bytes) ? 3 : 0;
    while (at < bytes.length) {
      Line line = Line.at(bytes, at);
      LineTime time = dialect.time(line);
      if (time.at() != null) {
        script.at(time.at());
      }
      dialect.read(line.after(time.length()), script);
      at = line.next();
    }
    dialect.end(script);
    Integer exitCode = about.exitCode();
    script.over(exitCode == null ? null : Ending.of(exitCode));
    return new CiTelling(script, parts, about, said).log();
  }

  private static byte[] joined(List<RedactedPart> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(part -> all.writeBytes(part.bytes()));
    return all.toByteArray();
  }

  /// Whether it begins with the byte order mark, as logs of GitHub do.
  private static boolean isMarked(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }
}
