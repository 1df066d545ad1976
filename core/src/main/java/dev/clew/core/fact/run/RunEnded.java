package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The end. One of a success also ends save; one of a failure says that the run ended, and not that
/// its result was written back. A loss is an inference and yields to a real end, and to a sign of
/// life.
///
/// The kinds: `run_finished`, `run_cancelled`, `run_lost`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record RunEnded(Json.Obj attributes) implements Fact {
  public static final Attribute<String> STATUS =
      Attribute.text(
              "status",
              "`succeeded`, `completed_with_failures`, `failed`, `cancelled`; absent: `succeeded`.")
          .by(
              Writer.RUN,
              Writer.EXEC,
              Writer.IMPORT,
              Writer.OTLP,
              Writer.LINEAGE,
              Writer.CI_LOG,
              Writer.SERVER);

  public static final Attribute<String> REASON =
      Attribute.text("reason", "Why it was cancelled or is lost.")
          .by(Writer.EXEC, Writer.SERVER, Writer.OTHERS);

  public static final Attribute<String> MESSAGE =
      Attribute.text("message", "What the workflow says of its result.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<SaidError> ERROR =
      Attribute.part("error", SaidError.TYPE, "What went wrong; absent: nothing did.")
          .by(Writer.RUN, Writer.EXEC, Writer.OTLP, Writer.LINEAGE, Writer.SERVER);

  public static final Attribute<Long> EXIT_CODE =
      Attribute.whole("exit_code", "Absent: a signal ended it.").by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<String> SIGNAL =
      Attribute.text("signal", "`KILL`; absent: it ended by itself.").by(Writer.EXEC);

  public static final Attribute<Long> OOM_KILLS =
      Attribute.whole(
              "oom_kills",
              "How many processes of the control group of the command the kernel killed for lack of memory while it ran.")
          .by(Writer.EXEC);

  public static final Attribute<Long> MEMORY_LIMIT_BYTES =
      Attribute.whole(
              "memory_limit_bytes",
              "The least memory that the control group or one around it may use.")
          .by(Writer.EXEC);

  public static final Attribute<List<NamedValue>> OUTPUT =
      Attribute.parts("output", NamedValue.TYPE, "What the workflow gives back.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<List<NamedValue>> CONTEXT =
      Attribute.parts("context", NamedValue.TYPE, "The context at the end.").by(Writer.RUN);

  public static final Attribute<PrintedLines> LOG =
      Attribute.part("log", PrintedLines.TYPE, "What became of the lines that it printed.")
          .by(Writer.EXEC, Writer.CI_LOG);

  public static final Attribute<Long> STDOUT_BYTES =
      Attribute.whole("stdout_bytes", "How many the command printed.").by(Writer.EXEC);

  public static final Attribute<Long> STDERR_BYTES =
      Attribute.whole("stderr_bytes", "How many the command printed.").by(Writer.EXEC);

  public static final Attribute<Boolean> STDOUT_LEFT_OPEN =
      Attribute.flag(
              "stdout_left_open", "A process that the command left behind holds the stream open.")
          .by(Writer.EXEC);

  public static final Attribute<Boolean> STDERR_LEFT_OPEN =
      Attribute.flag(
              "stderr_left_open", "A process that the command left behind holds the stream open.")
          .by(Writer.EXEC);

  public static final Attribute<List<String>> WORKSPACE_REMOVED =
      Attribute.texts(
              "workspace_removed",
              "Paths of the workspace that were listed at the start and that the command has removed.")
          .by(Writer.EXEC);

  public static final FactType TYPE =
      new FactType(
              "RunEnded",
              List.of(Kind.RUN_FINISHED, Kind.RUN_CANCELLED, Kind.RUN_LOST),
              "The end. One of a success also ends save; one of a failure says that the run ended, and not that its result was written back. A loss is an inference and yields to a real end, and to a sign of life.",
              List.of(
                  STATUS,
                  REASON,
                  MESSAGE,
                  ERROR,
                  EXIT_CODE,
                  SIGNAL,
                  OOM_KILLS,
                  MEMORY_LIMIT_BYTES,
                  OUTPUT,
                  CONTEXT,
                  LOG,
                  STDOUT_BYTES,
                  STDERR_BYTES,
                  STDOUT_LEFT_OPEN,
                  STDERR_LEFT_OPEN,
                  WORKSPACE_REMOVED))
          .ofClewAlone();

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static RunEnded from(Event event) {
    return new RunEnded(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String status() {
    return get(STATUS);
  }

  public @Nullable String reason() {
    return get(REASON);
  }

  public @Nullable String message() {
    return get(MESSAGE);
  }

  public @Nullable SaidError error() {
    return get(ERROR);
  }

  public @Nullable Long exitCode() {
    return get(EXIT_CODE);
  }

  public @Nullable String signal() {
    return get(SIGNAL);
  }

  public @Nullable Long oomKills() {
    return get(OOM_KILLS);
  }

  public @Nullable Long memoryLimitBytes() {
    return get(MEMORY_LIMIT_BYTES);
  }

  public List<NamedValue> output() {
    return get(OUTPUT, List.of());
  }

  public List<NamedValue> context() {
    return get(CONTEXT, List.of());
  }

  public @Nullable PrintedLines log() {
    return get(LOG);
  }

  public @Nullable Long stdoutBytes() {
    return get(STDOUT_BYTES);
  }

  public @Nullable Long stderrBytes() {
    return get(STDERR_BYTES);
  }

  public boolean stdoutLeftOpen() {
    return get(STDOUT_LEFT_OPEN, false);
  }

  public boolean stderrLeftOpen() {
    return get(STDERR_LEFT_OPEN, false);
  }

  public List<String> workspaceRemoved() {
    return get(WORKSPACE_REMOVED, List.of());
  }
}
