package dev.clew.ingest.otlp;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.ingest.file.NotReadable;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import java.util.ArrayList;
import java.util.List;

/// Requests of OTLP in a file: one, or one a line, as a collector's file exporter writes them
/// (<https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/>). Spans of all of them are
/// each other's parents.
///
/// @param events what they tell
/// @param refused how many spans and log records belong to no run or have no valid ids
/// @param metrics how many there are, which are not taken
public record OtlpFile(List<PushedEvent> events, int refused, int metrics) {
  public OtlpFile {
    events = List.copyOf(events);
  }

  /// @param said whose events they are; they came when the file was written
  /// @throws NotReadable when one of them is no request
  public static OtlpFile read(byte[] file, PushedEvents.Said said) throws NotReadable {
    List<Span> spans = new ArrayList<>();
    List<LogEntry> logs = new ArrayList<>();
    int metrics = 0;
    int number = 0;
    try (JsonText.Sequence requests = JsonText.sequence(file)) {
      Bound.requireFew(file);
      for (Json next = requests.next(); next != null; next = requests.next()) {
        number++;
        if (!(next instanceof Json.Obj request)) {
          throw NotOtlp.json("a request is a JSON object");
        }
        spans.addAll(JsonRequest.spans(request));
        logs.addAll(JsonRequest.logs(request));
        metrics += JsonRequest.metrics(request);
      }
    } catch (JsonText.Malformed e) {
      throw NotReadable.json(e);
    } catch (NotOtlp e) {
      Long limit = e.limit();
      throw NotReadable.because(
          (number == 0 ? "" : "request " + number + ": ")
              + e.getMessage()
              + (limit == null ? "" : " (" + e.code() + " = " + limit + ")"));
    }
    return of(SpanMapping.of(spans, said), LogMapping.of(logs, said), metrics);
  }

  private static OtlpFile of(Export spans, Export logs, int metrics) {
    List<PushedEvent> events = new ArrayList<>();
    spans.events().forEach(one -> events.add(one.event()));
    logs.events().forEach(one -> events.add(one.event()));
    return new OtlpFile(events, spans.refused().size() + logs.refused().size(), metrics);
  }
}
