package dev.clew.plan.api;

import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long an API is waited for before a run begins.
///
/// @param maxRetries how often it is asked again after the first time
/// @param delay between two attempts
/// @param timeout of one attempt
/// @param statuses those with which it is ready; empty for every 2xx
public record Readiness(int maxRetries, Duration delay, Duration timeout, List<Integer> statuses) {
  public static final Readiness DEFAULTS =
      new Readiness(0, Duration.ZERO, Duration.ofSeconds(2), List.of());

  public Readiness {
    statuses = List.copyOf(statuses);
  }

  public boolean isReady(int status) {
    return statuses.isEmpty() ? status / 100 == 2 : statuses.contains(status);
  }

  /// `2xx`, or the statuses.
  public String expected() {
    if (statuses.isEmpty()) {
      return "2xx";
    }
    List<String> words = new ArrayList<>();
    for (int status : statuses) {
      words.add(Integer.toString(status));
    }
    return String.join(", ", words);
  }

  public Json.Obj toJson() {
    List<Json> numbers = new ArrayList<>();
    for (int status : statuses) {
      numbers.add(Json.of(status));
    }
    return Json.object()
        .put("max_retries", maxRetries)
        .put("delay_ms", delay.toMillis())
        .put("timeout_ms", timeout.toMillis())
        .put("http_status", numbers)
        .build();
  }
}
