package dev.clew.core.fact.call;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call out of the run ended: completed when an answer came, failed when none did.
///
/// The kinds: `tool_call_completed`, `tool_call_failed`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record ToolCallEnded(Json.Obj attributes) implements Fact {
  public static final Attribute<String> CALL_TYPE =
      Attribute.text("type", "As at its start.").by(Writer.OTHERS);

  public static final Attribute<Long> HTTP_STATUS =
      Attribute.whole("http_status", "The status of the answer; absent: none came.")
          .by(Writer.RUN, Writer.IMPORT, Writer.OTLP)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> HTTP_VERSION =
      Attribute.text("http_version", "Of the answer.").by(Writer.RUN).that(Trait.NOT_COMPARED);

  public static final Attribute<String> REMOTE_ADDRESS =
      Attribute.text("remote_address", "Who answered.").by(Writer.RUN).that(Trait.NOT_COMPARED);

  public static final Attribute<List<NamedText>> HEADERS =
      Attribute.parts("headers", NamedText.TYPE, "Absent: they were not captured.")
          .by(Writer.RUN, Writer.IMPORT)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> CONTENT_TYPE =
      Attribute.text("content_type", "Of the content.")
          .by(Writer.RUN, Writer.IMPORT)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<Body> BODY =
      Attribute.part("body", Body.TYPE, "What was sent or came.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> REDIRECT =
      Attribute.text("redirect", "Where the answer points to; it was not followed.").by(Writer.RUN);

  public static final Attribute<Duration> CONNECT =
      Attribute.millis("connect_ms", "Until the connection stood; absent: one was there.")
          .by(Writer.RUN);

  public static final Attribute<Duration> FIRST_BYTE =
      Attribute.millis("first_byte_ms", "Until the first byte of the answer.").by(Writer.RUN);

  public static final Attribute<Boolean> SENT_NOTHING =
      Attribute.flag("sent_nothing", "Not a byte of the request was sent.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<SaidError> ERROR =
      Attribute.part("error", SaidError.TYPE, "What went wrong; absent: nothing did.")
          .by(Writer.RUN, Writer.EXEC, Writer.IMPORT, Writer.OTLP)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> RETRY_AFTER =
      Attribute.text("retry_after", "When the service may be asked again, as it says.")
          .by(Writer.OTHERS);

  public static final Attribute<Long> EXIT_CODE =
      Attribute.whole("exit_code", "Absent: a signal ended it.").by(Writer.EXEC);

  public static final Attribute<String> SIGNAL =
      Attribute.text("signal", "`KILL`; absent: it ended by itself.").by(Writer.EXEC);

  public static final Attribute<Duration> CPU =
      Attribute.millis("cpu_ms", "CPU time, of its children too.")
          .by(Writer.EXEC)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<Long> RSS_BYTES =
      Attribute.whole("rss_bytes", "The memory that it held.")
          .by(Writer.OTHERS)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<Long> MAX_RSS_BYTES =
      Attribute.whole("max_rss_bytes", "The most memory that the process held.").by(Writer.EXEC);

  public static final Attribute<Long> OOM_KILLS =
      Attribute.whole("oom_kills", "As at the end of the run.").by(Writer.EXEC);

  public static final Attribute<Long> MEMORY_LIMIT_BYTES =
      Attribute.whole("memory_limit_bytes", "As at the end of the run.").by(Writer.EXEC);

  public static final Attribute<Long> PID =
      Attribute.whole("pid", "The process.")
          .by(Writer.OTHERS)
          .that(Trait.NOT_COMPARED, Trait.OF_PRODUCER);

  public static final FactType TYPE =
      new FactType(
          "ToolCallEnded",
          List.of(Kind.TOOL_CALL_COMPLETED, Kind.TOOL_CALL_FAILED),
          "A call out of the run ended: completed when an answer came, failed when none did.",
          List.of(
              CALL_TYPE,
              HTTP_STATUS,
              HTTP_VERSION,
              REMOTE_ADDRESS,
              HEADERS,
              CONTENT_TYPE,
              BODY,
              REDIRECT,
              CONNECT,
              FIRST_BYTE,
              SENT_NOTHING,
              ERROR,
              RETRY_AFTER,
              EXIT_CODE,
              SIGNAL,
              CPU,
              RSS_BYTES,
              MAX_RSS_BYTES,
              OOM_KILLS,
              MEMORY_LIMIT_BYTES,
              PID));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static ToolCallEnded from(Event event) {
    return new ToolCallEnded(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String callType() {
    return get(CALL_TYPE);
  }

  public @Nullable Long httpStatus() {
    return get(HTTP_STATUS);
  }

  public @Nullable String httpVersion() {
    return get(HTTP_VERSION);
  }

  public @Nullable String remoteAddress() {
    return get(REMOTE_ADDRESS);
  }

  public List<NamedText> headers() {
    return get(HEADERS, List.of());
  }

  public @Nullable String contentType() {
    return get(CONTENT_TYPE);
  }

  public @Nullable Body body() {
    return get(BODY);
  }

  public @Nullable String redirect() {
    return get(REDIRECT);
  }

  public @Nullable Duration connect() {
    return get(CONNECT);
  }

  public @Nullable Duration firstByte() {
    return get(FIRST_BYTE);
  }

  public boolean sentNothing() {
    return get(SENT_NOTHING, false);
  }

  public @Nullable SaidError error() {
    return get(ERROR);
  }

  public @Nullable String retryAfter() {
    return get(RETRY_AFTER);
  }

  public @Nullable Long exitCode() {
    return get(EXIT_CODE);
  }

  public @Nullable String signal() {
    return get(SIGNAL);
  }

  public @Nullable Duration cpu() {
    return get(CPU);
  }

  public @Nullable Long rssBytes() {
    return get(RSS_BYTES);
  }

  public @Nullable Long maxRssBytes() {
    return get(MAX_RSS_BYTES);
  }

  public @Nullable Long oomKills() {
    return get(OOM_KILLS);
  }

  public @Nullable Long memoryLimitBytes() {
    return get(MEMORY_LIMIT_BYTES);
  }

  public @Nullable Long pid() {
    return get(PID);
  }
}
