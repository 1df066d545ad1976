package dev.clew.acceptance.fault;

import dev.clew.core.json.Json;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What came of the requests of a driver. Thread-safe.
final class LoadTally {
  private static final int MOST_SAID = 5;

  /// The request was too slow itself: it comes again at once.
  private static final int LATE = 408;

  private final Map<String, Long> results = new TreeMap<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private final Set<String> unexpected = new LinkedHashSet<>();
  private long cut;

  synchronized void result(String status) {
    results.merge(status, 1L, Long::sum);
  }

  /// No answer came.
  synchronized void cut() {
    cut++;
  }

  synchronized void refused(HttpResponse<String> answer) {
    refused.merge(String.valueOf(answer.statusCode()), 1L, Long::sum);
    boolean saysWhen = answer.headers().firstValue("retry-after").isPresent();
    if (!saysWhen && answer.statusCode() != LATE) {
      unexpected(answer.statusCode() + " without Retry-After: " + answer.body());
    }
  }

  synchronized void unexpected(String what) {
    if (unexpected.size() < MOST_SAID) {
      unexpected.add(what);
    }
  }

  synchronized Json.Obj toJson() {
    return Json.object()
        .put("results", counts(results))
        .put("refused", counts(refused))
        .put("cut", cut)
        .put("unexpected", Json.strings(List.copyOf(unexpected)))
        .build();
  }

  private static Json.Obj counts(Map<String, Long> all) {
    Json.Obj counts = Json.EMPTY_OBJECT;
    for (Map.Entry<String, Long> one : all.entrySet()) {
      counts = counts.with(one.getKey(), Json.of(one.getValue()));
    }
    return counts;
  }
}
