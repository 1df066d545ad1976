package dev.clew.core.ledger;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.StagePath;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The spans of an attempt (W3C Trace Context): one for each stage, inside of that of the stage
/// around it, the outermost inside of that of the attempt. They follow from the attempt and the
/// path alone, so that an attempt that is played again has the same. Thread-safe.
public final class StageSpans {
  private static final byte[] DOMAIN = Digest.domain("clew.span.v1");
  private static final int HEX_DIGITS = 16;

  private final String attemptId;
  private final Span attempt;
  private final Map<StagePath, Span> stages = new ConcurrentHashMap<>();

  /// @param id 16 hex digits
  /// @param parent null for the outermost
  public record Span(String id, @Nullable String parent) {}

  private StageSpans(String attemptId, Span attempt) {
    this.attemptId = attemptId;
    this.attempt = attempt;
  }

  /// With a span of its own for the attempt.
  public static StageSpans of(String attemptId) {
    return new StageSpans(attemptId, new Span(id(attemptId, ""), null));
  }

  /// Inside of a span that is known already: that of the process that the attempt runs in.
  public static StageSpans inside(String attemptId, String spanId, @Nullable String parent) {
    return new StageSpans(attemptId, new Span(spanId, parent));
  }

  public Span attempt() {
    return attempt;
  }

  public Span of(StagePath path) {
    Span known = stages.get(path);
    if (known == null) {
      StagePath around = path.parent();
      String parent = around == null ? attempt.id() : of(around).id();
      known = new Span(id(attemptId, path.toString()), parent);
      stages.put(path, known);
    }
    return known;
  }

  /// @param within the span of its stage
  public Span ofCall(Span within, String toolCallId) {
    return new Span(id(within.id(), toolCallId), within.id());
  }

  private static String id(String within, String name) {
    byte[] text = (within + "\n" + name).getBytes(StandardCharsets.UTF_8);
    return Digest.sha256(DOMAIN, text).hex().substring(0, HEX_DIGITS);
  }
}
