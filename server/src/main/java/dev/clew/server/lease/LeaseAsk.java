package dev.clew.server.lease;

import dev.clew.core.json.Json;
import dev.clew.core.run.RunStatus;
import dev.clew.server.http.Asked;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What workers ask for, as the bodies of their requests say it.
final class LeaseAsk {
  static final long LEAST_MS = 1_000;
  static final long MOST_MS = Duration.ofDays(1).toMillis();
  private static final long USUAL_MS = 30_000;
  private static final int WORKER_CHARS = 200;
  private static final int SUMMARY_CHARS = 1_000;
  private static final List<RunStatus> ENDS =
      List.of(
          RunStatus.SUCCEEDED,
          RunStatus.COMPLETED_WITH_FAILURES,
          RunStatus.FAILED,
          RunStatus.CANCELLED);

  private LeaseAsk() {}

  /// @param time that the lease is to hold without a sign of life
  record Claim(String worker, @Nullable String host, @Nullable Long pid, Duration time) {
    static Claim read(Asked asked) {
      asked.knows("worker", "host", "pid", "lease_ms");
      return new Claim(
          asked.required("worker", WORKER_CHARS),
          asked.text("host", WORKER_CHARS),
          asked.whole("pid", 0, Long.MAX_VALUE),
          Duration.ofMillis(asked.whole("lease_ms", LEAST_MS, MOST_MS, USUAL_MS)));
    }
  }

  /// @param done how far it is, of `total`
  record Renewal(
      String lease, @Nullable Long done, @Nullable Long total, @Nullable String summary) {
    static Renewal read(Asked asked) {
      asked.knows("lease", "done", "total", "summary");
      return new Renewal(
          asked.required("lease", WORKER_CHARS),
          asked.whole("done", 0, Long.MAX_VALUE),
          asked.whole("total", 0, Long.MAX_VALUE),
          asked.text("summary", SUMMARY_CHARS));
    }

    boolean saysSomething() {
      return done != null || total != null || summary != null;
    }
  }

  /// @param error a text, or an object with `code`, `message` and `cause`; null when it says none
  record Completion(
      String lease, RunStatus status, @Nullable String summary, @Nullable Json error) {
    static Completion read(Asked asked) {
      asked.knows("lease", "status", "summary", "error");
      String word = asked.required("status", WORKER_CHARS);
      RunStatus status = RunStatus.of(word);
      if (status == null || !ENDS.contains(status)) {
        throw asked.bad("status", "is one of " + String.join(", ", words())).raised();
      }
      return new Completion(
          asked.required("lease", WORKER_CHARS),
          status,
          asked.text("summary", SUMMARY_CHARS),
          asked.member("error"));
    }

    private static List<String> words() {
      return ENDS.stream().map(RunStatus::wire).toList();
    }
  }
}
