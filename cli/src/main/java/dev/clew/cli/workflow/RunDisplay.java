package dev.clew.cli.workflow;

import dev.clew.cli.process.Terminal;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.execution.WorkflowRun;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedStage;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.CommandWords;
import dev.clew.report.terminal.Palette;
import dev.clew.report.terminal.Shown;
import dev.clew.report.terminal.StageLine;
import dev.clew.report.terminal.Summary;
import dev.clew.runs.RunJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as it goes on: on a terminal each stage appears, ticks and ends on its line; elsewhere
/// each is a plain line when it ends.
public final class RunDisplay implements AutoCloseable {
  private static final int TICK_MILLIS = 100;

  private final Terminal terminal;
  private final boolean quiet;
  private final boolean json;
  private final boolean summary;
  private final int stages;
  private final StageLine lines;
  private @Nullable Thread ticker;
  private @Nullable String running;
  private long startedNanos;

  private RunDisplay(
      Terminal terminal,
      boolean quiet,
      boolean json,
      boolean summary,
      int stages,
      StageLine lines) {
    this.terminal = terminal;
    this.quiet = quiet || json;
    this.json = json;
    this.summary = summary;
    this.stages = stages;
    this.lines = lines;
  }

  /// @param summary whether the run is summed up at its end
  public static RunDisplay of(
      Terminal terminal, Plan plan, boolean quiet, boolean json, boolean summary) {
    List<String> names = new ArrayList<>();
    for (PlannedStage stage : plan.stages()) {
      names.add(stage.name());
    }
    return new RunDisplay(
        terminal, quiet, json, summary, names.size(), new StageLine(names, terminal.palette()));
  }

  /// From the row and not from the plan, because the row is redacted.
  private void begin(Event event) {
    Palette palette = terminal.palette();
    RunCreated created = RunCreated.from(event);
    String attempt = event.is(Kind.RUN_QUEUED) ? ", " + event.summary() : "";
    terminal.line(
        palette.bold(VisibleText.line(created.name()))
            + palette.dim(
                "  "
                    + VisibleText.line(created.get(RunCreated.ENVIRONMENT, ""))
                    + ", "
                    + stages
                    + (stages == 1 ? " stage" : " stages")
                    + VisibleText.line(attempt.replace(" queued", ""))));
    if (terminal.interactive()) {
      ticker = Thread.ofPlatform().daemon().name("clew-ticker").start(this::tick);
    }
  }

  /// Takes note of a row.
  public synchronized void row(Row row) {
    if (quiet) {
      return;
    }
    Event event = row.event();
    Kind kind = Kind.of(event.kind());
    if (kind == Kind.RUN_CREATED || kind == Kind.RUN_QUEUED) {
      begin(event);
      return;
    }
    if (kind == Kind.STAGE_STARTED && event.path() != null) {
      lines.of(event);
      String stage = event.path().toString();
      startedNanos = stage.equals(running) ? startedNanos : System.nanoTime();
      running = stage;
      redraw();
      return;
    }
    if (kind == Kind.LOG && event.path() != null) {
      erase();
      terminal.line(
          "  "
              + terminal
                  .palette()
                  .dim(
                      "· "
                          + VisibleText.line(
                              event.path() + "  " + LogLine.from(event).get(LogLine.MESSAGE, ""))));
      redraw();
      return;
    }
    String line = lines.of(event);
    if (line != null) {
      erase();
      running = null;
      terminal.line(line);
    } else if (kind == Kind.TOOL_CALL_COMPLETED) {
      redraw();
    }
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK_MILLIS);
        synchronized (this) {
          redraw();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void redraw() {
    String name = running;
    if (!terminal.interactive() || name == null) {
      return;
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startedNanos);
    terminal.out().print("\r\u001b[K" + lines.running(name, Shown.duration(elapsed)));
    terminal.out().flush();
  }

  private void erase() {
    if (terminal.interactive()) {
      terminal.out().print("\r\u001b[K");
    }
  }

  public synchronized void end(WorkflowRun.Result result) {
    running = null;
    if (!result.fault().isEmpty()) {
      terminal.error("clew: " + VisibleText.line(result.fault()));
    }
    for (String problem : result.reports().problems()) {
      terminal.error("clew: " + VisibleText.line(problem));
    }
    if (json) {
      terminal.line(JsonWriter.pretty(json(result)));
    } else if (!quiet && summary) {
      summary(result);
    }
  }

  private void summary(WorkflowRun.Result result) {
    RunView run = result.contents().view();
    Palette palette = terminal.palette();
    erase();
    Summary.afterStages(run, palette).forEach(terminal::line);
    terminal.line("");
    terminal.line(Summary.verdict(run, palette));
    terminal.line(palette.dim("ledger   ") + VisibleText.line(result.ledger().toString()));
    result
        .reports()
        .files()
        .forEach((what, path) ->
            terminal.line(palette.dim(label(what)) + VisibleText.line(path.toString())));
  }

  private static String label(String what) {
    String word =
        switch (what) {
          case "report_html" -> "html";
          case "report_json" -> "json";
          default -> what;
        };
    return word + " ".repeat(Math.max(1, 9 - word.length()));
  }

  @Override
  public void close() {
    if (ticker != null) {
      ticker.interrupt();
    }
    terminal.out().flush();
  }

  private static Json.Obj json(WorkflowRun.Result result) {
    Json.Builder files = Json.object().put("ledger", result.ledger().toString());
    result.reports().files().forEach((what, path) -> files.put(what, path.toString()));
    return RunJson.of(result.contents(), CommandWords.SHELL)
        .with("exit_code", Json.of(WorkflowExecution.exitCode(result).code()))
        .with("files", files.build());
  }
}
