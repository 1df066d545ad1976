package dev.clew.storetck;

import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Phase;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.run.ParentRun;
import dev.clew.core.run.RunStatus;
import dev.clew.store.DefinitionRef;
import dev.clew.store.Finding;
import dev.clew.store.FindingQuery;
import dev.clew.store.Found;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs that differ in all that one can ask for, and questions about them.
public final class TestQueries {
  private static final int RUNS = 60;
  private static final List<String> NAMESPACES =
      List.of("default", "shop", "a'b\"%_", "\u0000\u0001,*", "*", "");
  private static final List<String> NAMES =
      List.of(
          "nightly", "onboarding", "50%_off", "Nightly", "", "a\u0000", "a\u0001", "\ud7ff\ud800");

  /// Before the random part of an id. Each is in another place when code points are compared,
  /// UTF-16, or what an escape has made of it.
  private static final List<String> ID_BEGINNINGS =
      List.of(
          "run_",
          "run_",
          "run_",
          "run_0000\u0000",
          "run_0000\u0001",
          "run_0000\u0002",
          "run_0000\ud7ff",
          "run_0000\ud7ff1",
          "run_0000\ud83d",
          "run_0000\udfff",
          "run_0000\ue000",
          "run_0000\uffff",
          "run_0000\ud83d\ude80",
          "run_0000".repeat(40));

  private static final List<String> CODES = List.of("http_402", "upload_timeout", "a\u0000");
  private static final List<String> PARENTS =
      List.of("run_0", "run_\u0000", "run_\ud800", "run_0000".repeat(40));

  private static final List<String> TEXTS =
      List.of(
          "upload timed out",
          "answered 402 payment_method_requires_authentication",
          "ÄÖ\u0301x \ud800 \"OR\" NEAR(a b) col:x",
          "\u0000",
          "UPLOAD-47291 — done");

  private static final List<RunStatus> ENDS =
      List.of(RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.CANCELLED);
  private static final Instant BEGIN = Instant.parse("2026-11-30T03:00:00Z");

  private final Random random;

  public TestQueries(Random random) {
    this.random = random;
  }

  /// The events of the runs, mixed; some runs are not over, and some do not say when they began.
  public List<List<RedactedEvent>> batches() {
    List<RedactedEvent> events = new ArrayList<>();
    for (int number = 0; number < RUNS; number++) {
      RunKey run = new RunKey(any(NAMESPACES), any(ID_BEGINNINGS) + hex(6) + number);
      if (random.nextInt(10) > 0) {
        // Equal times are not rare.
        events.add(
            TestEvents.created(
                run,
                random.nextInt(40),
                new TestEvents.Created(
                    any(NAMES), maybe("1.0"), maybe("order-17"), maybe(hex(64)))));
      }
      if (random.nextBoolean()) {
        events.add(TestEvents.executed(run, 50, digits(random.nextInt(3)).repeat(8)));
      }
      events.add(
          one(3)
              ? TestEvents.startedBy(
                  run, 60, new ParentRun(any(PARENTS), maybe("att_2"), maybe("load")))
              : TestEvents.started(run, 60));
      if (one(4)) {
        events.add(TestEvents.unnamed(run, 65));
      }
      if (random.nextInt(3) > 0) {
        events.add(TestEvents.ended(run, any(ENDS), 70));
      }
      events.add(TestEvents.event(run, 80));
      if (one(4)) {
        events.add(TestEvents.ofAttempt(run, 90, "again"));
      }
    }
    List<List<RedactedEvent>> batches = new ArrayList<>();
    for (int from = 0; from < events.size(); from += 17) {
      batches.add(events.subList(from, Math.min(events.size(), from + 17)));
    }
    return batches;
  }

  /// What might be found of runs, of most of them at their newest row.
  ///
  /// @param unexamined as [dev.clew.store.RunStore#unexamined]
  public List<Found> found(Map<RunKey, Long> unexamined) {
    List<Found> all = new ArrayList<>();
    unexamined.forEach((run, size) -> {
      if (!one(5)) {
        Finding finding =
            new Finding(
                one(5) ? size - 1 : size,
                one(2) ? Timestamp.of(moment()) : null,
                one(2) ? failure() : null,
                one(2) ? new Finding.Silence(moment(), any(TEXTS)) : null);
        all.add(new Found(run, finding, new Words().add(any(TEXTS)).add(any(TEXTS))));
      }
    });
    return all;
  }

  private Finding.Failure failure() {
    return new Finding.Failure(
        any(CODES), any(List.of(Phase.values())), any(List.of(Cause.values())), any(TEXTS));
  }

  private FindingQuery findingQuery() {
    FindingQuery query = FindingQuery.ANY;
    if (one(4)) {
      query = query.failedWith(any(CODES));
    }
    if (one(4)) {
      query = query.inPhase(any(List.of(Phase.values())));
    }
    if (one(4)) {
      query = query.causedBy(any(List.of(Cause.values())));
    }
    if (one(4)) {
      query = query.stuckBy(moment());
    }
    if (one(3)) {
      query =
          query.withText(
              any(List.of("up", "TIMED out", "out upload", "t", "4", "äö", "no such word", "—")));
    }
    return query;
  }

  public RunQuery query() {
    RunQuery query = RunQuery.ALL;
    if (one(2)) {
      query = query.finding(findingQuery());
    }
    if (one(8)) {
      query = query.withAttempts(1 + random.nextInt(3));
    }
    if (one(3)) {
      query = query.in(subset(NAMESPACES));
    }
    if (one(3)) {
      query = query.withStatuses(subset(List.of(RunStatus.values())));
    }
    if (one(4)) {
      query = query.named(any(NAMES));
    }
    if (one(4)) {
      query = query.ofVersion(any(List.of("1.0", "2.0")));
    }
    if (one(4)) {
      query = query.correlatedBy(any(List.of("order-17", "order-18")));
    }
    if (one(4)) {
      query = query.startedBy(any(PARENTS));
    }
    if (one(4)) {
      query = query.unnamed(random.nextBoolean());
    }
    if (one(4)) {
      query = query.createdSince(moment());
    }
    if (one(4)) {
      query = query.createdBefore(moment());
    }
    if (one(4)) {
      query =
          query.withWord(
              any(
                  List.of(
                      "run_",
                      "run_" + hex(1),
                      hex(4),
                      "nightly",
                      "50%_off",
                      "%",
                      "",
                      any(ID_BEGINNINGS),
                      any(NAMES))));
    }
    if (one(4)) {
      query = query.executing(new DefinitionRef.Content(digits(random.nextInt(4))));
    }
    if (one(4)) {
      Instant created = one(5) ? null : moment();
      query =
          query.startingAfter(
              new RunEntry.Place(created, any(ID_BEGINNINGS) + hex(6), any(NAMESPACES)));
    }
    return query;
  }

  public int limit() {
    return one(3) ? 1 + random.nextInt(5) : 1_000;
  }

  private static String digits(int number) {
    return "0123abc" + number;
  }

  private Instant moment() {
    return BEGIN.plusMillis(random.nextInt(45)).plusNanos(random.nextInt(2));
  }

  private boolean one(int of) {
    return random.nextInt(of) == 0;
  }

  private @Nullable String maybe(String text) {
    return random.nextBoolean() ? text : null;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> Set<T> subset(List<T> all) {
    Set<T> some = new HashSet<>(all);
    some.removeIf(item -> random.nextInt(3) == 0);
    return some;
  }

  private String hex(int digits) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < digits; at++) {
      text.append(Character.forDigit(random.nextInt(3), 16));
    }
    return text.toString();
  }
}
