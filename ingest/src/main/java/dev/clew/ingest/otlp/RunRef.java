package dev.clew.ingest.otlp;

import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// The run that a span or a log record is about.
record RunRef(String runId, By by) {
  /// In this order: clew's own name, that of the semantic conventions, the run of OpenLineage that
  /// started a job (as in `spark.openlineage.parentRunId`).
  private static final String[] NAMES = {
    "clew.run.id", "cicd.pipeline.run.id", "openlineage.parentRunId"
  };

  /// What says which run it is.
  enum By {
    /// An attribute of the span or the log record, or of another span of its trace.
    SELF,
    /// An attribute of the process, so that all that it says is about this run.
    RESOURCE,
    /// Nothing: the trace is the run.
    TRACE
  }

  /// Null when neither names a run.
  static @Nullable RunRef named(Json.Obj attributes, Json.Obj resource) {
    for (String name : NAMES) {
      String own = Said.text(attributes, name);
      if (own != null) {
        return new RunRef(own, By.SELF);
      }
      String ofProcess = Said.text(resource, name);
      if (ofProcess != null) {
        return new RunRef(ofProcess, By.RESOURCE);
      }
    }
    return null;
  }

  static RunRef ofTrace(String traceId) {
    return new RunRef(traceId, By.TRACE);
  }
}
