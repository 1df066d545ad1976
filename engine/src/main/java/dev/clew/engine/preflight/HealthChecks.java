package dev.clew.engine.preflight;

import dev.clew.core.dossier.FailureCode;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.HttpCaller;
import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.http.Request;
import dev.clew.engine.preflight.Preflight.Attempt;
import dev.clew.engine.preflight.Preflight.Operation;
import dev.clew.plan.api.Readiness;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Asks APIs whether they are ready, all at once, each as often as its readiness allows.
///
/// @param limits of the run; the time of an attempt is the readiness' own
/// @param progress is told each attempt that failed and is followed by another; from any thread
public record HealthChecks(HttpLimits limits, InstantSource clock, Consumer<String> progress) {
  /// `health.bytes`: how much of an answer is read; only its status counts.
  private static final int ANSWER_BYTES = 1 << 20;

  /// What to ask.
  public record Target(String definition, URI url, Readiness readiness) {}

  /// One operation for each target, in their order.
  public List<Operation> check(List<Target> targets) {
    return Together.all(targets, this::check);
  }

  private Operation check(Target target) {
    long start = System.nanoTime();
    Readiness readiness = target.readiness();
    List<Attempt> attempts = new ArrayList<>();
    HttpLimits own =
        new HttpLimits(
            shorter(limits.connectTimeout(), readiness.timeout()),
            readiness.timeout(),
            ANSWER_BYTES,
            limits.metadataAllowed());
    try (HttpCaller caller = new HttpCaller(own)) {
      while (true) {
        Attempt attempt = ask(caller, target, attempts.size() + 1);
        attempts.add(attempt);
        Integer status = attempt.httpStatus();
        if (status != null && readiness.isReady(status)) {
          return operation(
              target, Preflight.Status.PASSED, "", ready(target, attempts), attempts, start);
        }
        boolean hopeless = FailureCode.ADDRESS_BLOCKED.is(attempt.code());
        if (hopeless || attempts.size() > readiness.maxRetries() || !pause(target, attempt)) {
          return operation(
              target,
              Preflight.Status.FAILED,
              FailureCode.DEPENDENCY_NOT_READY.wire(),
              notReady(target, attempts),
              attempts,
              start);
        }
      }
    }
  }

  private Attempt ask(HttpCaller caller, Target target, int number) {
    var startedAt = clock.instant();
    List<Header> headers = List.of(new Header("Accept", "*/*"), new Header("User-Agent", "clew"));
    Exchange exchange = caller.send(new Request("GET", target.url(), headers));
    Duration took = exchange.timing().total();
    return switch (exchange) {
      case Exchange.Answered answered ->
          new Attempt(number, startedAt, took, answered.status(), "", "");
      case Exchange.Unanswered unanswered ->
          new Attempt(
              number, startedAt, took, null, unanswered.code(), message(unanswered, target));
    };
  }

  private static String message(Exchange.Unanswered unanswered, Target target) {
    return unanswered.code().endsWith("_timeout")
        ? "no answer within readiness.timeoutMs = " + target.readiness().timeout().toMillis()
        : unanswered.message();
  }

  /// False when the thread was interrupted.
  private boolean pause(Target target, Attempt attempt) {
    progress.accept(
        target.definition()
            + " is not ready ("
            + said(attempt)
            + "), attempt "
            + attempt.number()
            + " of "
            + (target.readiness().maxRetries() + 1));
    try {
      Thread.sleep(target.readiness().delay());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String ready(Target target, List<Attempt> attempts) {
    return target.definition()
        + " is ready: "
        + said(attempts.getLast())
        + (attempts.size() == 1 ? "" : " at attempt " + attempts.size());
  }

  private static String notReady(Target target, List<Attempt> attempts) {
    Attempt last = attempts.getLast();
    String tries = attempts.size() == 1 ? "" : " after " + attempts.size() + " attempts";
    String expected =
        last.httpStatus() == null ? "" : ", expected " + target.readiness().expected();
    return target.definition()
        + " is not ready: "
        + target.url()
        + ": "
        + said(last)
        + expected
        + tries
        + "; start it, or raise readiness.maxRetries in the catalog";
  }

  private static String said(Attempt attempt) {
    return attempt.httpStatus() == null ? attempt.message() : "HTTP " + attempt.httpStatus();
  }

  private static Operation operation(
      Target target,
      Preflight.Status status,
      String code,
      String message,
      List<Attempt> attempts,
      long start) {
    return new Operation(
        Preflight.Type.HEALTH_CHECK,
        target.definition(),
        target.url().toString(),
        status,
        code,
        message,
        attempts,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
