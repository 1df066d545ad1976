package dev.clew.client;

/// A call out of a run: `run.httpCall("PUT", url).call(() -> http.send(request, handler))`. It has
/// completed when an answer came, and failed when none did. Thread-safe.
public final class ToolCall extends Span {
  private final Scope scope;
  private final String what;
  private final String id = "call_" + TraceContext.hex(8);
  private final Members outcome = new Members();

  ToolCall(Scope scope, String what, Members said) {
    super(scope);
    this.scope = scope;
    this.what = what;
    tell(Event.of("tool_call_started", what).withAll(said));
  }

  /// The status of an answer of HTTP.
  public ToolCall httpStatus(int status) {
    return answered("http_status", status);
  }

  /// How a process ended.
  public ToolCall exitCode(int code) {
    return answered("exit_code", code);
  }

  private ToolCall answered(String attribute, int value) {
    synchronized (outcome) {
      outcome.with(attribute, value);
    }
    return this;
  }

  @Override
  public void close() {
    if (!beginToClose()) {
      return;
    }
    Failure why = failure();
    Event end =
        why == null
            ? Event.of("tool_call_completed", what)
            : Event.of("tool_call_failed", what + ": " + why.message())
                .severity(Severity.ERROR)
                .with("error", why.said());
    synchronized (outcome) {
      tell(end.lasted(sinceBegin()).withAll(outcome));
    }
  }

  @Override
  void tell(Event event) {
    attempt().send(event.call(id).in(scope.place()).span(spanId(), parentSpanId()));
  }

  @Override
  Attempt attempt() {
    return scope.attempt();
  }
}
