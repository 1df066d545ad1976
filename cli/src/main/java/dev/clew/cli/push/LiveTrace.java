package dev.clew.cli.push;

import dev.clew.cli.process.Terminal;
import dev.clew.core.ClewException;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.push.ServerAddress;
import dev.clew.push.trace.RunSpans;
import dev.clew.push.trace.TraceExport;
import dev.clew.report.VisibleText;
import dev.clew.runs.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends what a command has recorded as spans to a collector, when it has ended: spans are told
/// when they are over. It never changes how the command ends. Not thread-safe.
public final class LiveTrace {
  private static final int SPANS = 1_000;

  private final ServerAddress collector;
  private final Map<String, String> headers;
  private @Nullable Ledger ledger;
  private @Nullable TraceExport export;

  /// Why the rows could not be read; null when they could.
  private @Nullable String unread;

  /// @param headers that the collector asks for
  public LiveTrace(ServerAddress collector, Map<String, String> headers) {
    this.collector = collector;
    this.headers = Map.copyOf(headers);
  }

  void opened(Ledger opened) {
    ledger = opened;
  }

  /// Begins to send. A trace that nobody wants recorded is not.
  void begin() {
    Ledger recorded = ledger;
    if (recorded == null) {
      return;
    }
    List<Row> rows = new ArrayList<>();
    try {
      recorded.each(0, rows::add);
    } catch (ClewException e) {
      // The command has removed it, or it is damaged: that is said of the record itself.
      unread = String.valueOf(e.getMessage());
      return;
    }
    RunView run = RunView.of(LateRedaction.applied(rows), RunView.Writer.ABSENT);
    if (RunSpans.isSampled(run)) {
      export = TraceExport.begin(collector, headers, requests(run));
    }
  }

  private static List<byte[]> requests(RunView run) {
    List<Json> spans = RunSpans.of(run);
    List<byte[]> requests = new ArrayList<>();
    for (int from = 0; from < spans.size(); from += SPANS) {
      List<Json> some = spans.subList(from, Math.min(spans.size(), from + SPANS));
      String text = JsonWriter.compact(RunSpans.request(run, some, Version.CURRENT));
      requests.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return requests;
  }

  /// Says what could not be sent.
  void end(Terminal terminal, Duration wait) {
    String problem = export == null ? unread : export.finish(wait);
    if (problem != null) {
      terminal.error(
          "clew: warning: the spans of this run are not at "
              + collector.base()
              + " ("
              + VisibleText.line(problem)
              + ")");
    }
  }
}
