package dev.clew.ingest.junit;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ImportedFrom;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.ingest.file.FileTelling;
import dev.clew.ingest.file.StageVisits;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import dev.clew.ingest.thrown.Thrown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the events of tests that were read. A test says how long it took and not when it began, so
/// they follow one another as they stand in the file. Not thread-safe.
final class TestTelling {
  private static final String FORMAT = "junit";
  private static final String FAILED = "failed";

  private final String name;
  private final List<TestSuite> suites;
  private final FileTelling telling;
  private final StageVisits visits = new StageVisits();
  private @Nullable SaidError first;
  private int part;

  TestTelling(String name, List<TestSuite> suites, String digest, PushedEvents.Said said) {
    this.name = name;
    this.suites = suites;
    this.telling = new FileTelling(FORMAT, digest, said);
  }

  List<PushedEvent> told() {
    Timestamp at = began();
    begun(at);
    Timestamp last = at;
    for (TestSuite suite : suites) {
      if (!suite.isEmpty()) {
        Timestamp end = suite(suite, suite.began == null ? last : suite.began);
        last = end.compareTo(last) > 0 ? end : last;
      }
    }
    SaidError error = first;
    telling.add(
        telling
            .draft(Kind.RUN_FINISHED, "finished", last)
            .summary(error == null ? StageEnded.SUCCEEDED : error.message()),
        new Attributes()
            .with(RunEnded.STATUS, error == null ? StageEnded.SUCCEEDED : FAILED)
            .with(RunEnded.ERROR, error));
    return telling.events();
  }

  private Timestamp began() {
    Timestamp least = null;
    for (TestSuite suite : suites) {
      Timestamp began = suite.began;
      if (began != null && (least == null || began.compareTo(least) < 0)) {
        least = began;
      }
    }
    if (least != null) {
      return least;
    }
    Timestamp at = telling.otherwise();
    for (TestSuite suite : suites) {
      at = at.plus(JUnitEvents.length(suite).negated());
    }
    return at;
  }

  private void begun(Timestamp at) {
    telling.add(
        telling.draft(Kind.RUN_CREATED, "created", at).summary(name),
        new Attributes().with(RunCreated.NAME, name));
    ImportedFrom from = new ImportedFrom(new Attributes().with(ImportedFrom.FROM, FORMAT).build());
    telling.add(
        telling.draft(Kind.RUN_STARTED, "started", at).summary(name),
        new Attributes().with(AttemptStarted.IMPORTED, from));
  }

  /// @return when it ended
  private Timestamp suite(TestSuite suite, Timestamp began) {
    StagePath path = visits.next(null, suite.name);
    stageStarted(path, began, "suite");
    Timestamp at = began;
    SaidError broken = null;
    for (TestCase test : suite.cases) {
      Timestamp end = at.plus(test.took());
      SaidError error = test(test, visits.next(path, test.name()), at, end);
      broken = broken == null ? error : broken;
      at = end;
    }
    Timestamp whole = began.plus(JUnitEvents.length(suite));
    suite.said.forEach(printed -> printed(path, whole, printed));
    ended(path, whole, broken == null ? Kind.STAGE_COMPLETED : Kind.STAGE_FAILED, broken, null);
    return whole;
  }

  /// @return why it failed; null when it did not
  private @Nullable SaidError test(
      TestCase test, StagePath path, Timestamp began, Timestamp ended) {
    if (test.outcome() != TestCase.Outcome.SKIPPED) {
      stageStarted(path, began, "test");
    }
    test.said().forEach(printed -> printed(path, ended, printed));
    test.flaky().forEach(thrown -> thrown(path, ended, thrown, Severity.WARN));
    Thrown thrown = test.thrown();
    if (thrown != null) {
      thrown(path, ended, thrown, Severity.ERROR);
    }
    SaidError error = thrown == null ? null : error(test, thrown);
    Kind kind =
        switch (test.outcome()) {
          case PASSED -> Kind.STAGE_COMPLETED;
          case FAILED -> Kind.STAGE_FAILED;
          case SKIPPED -> Kind.STAGE_SKIPPED;
        };
    ended(path, ended, kind, error, test.reason().isEmpty() ? null : test.reason());
    first = first == null ? error : first;
    return error;
  }

  private static SaidError error(TestCase test, Thrown thrown) {
    String place = test.frame();
    return new SaidError(
        new Attributes()
            .with(SaidError.CODE, thrown.code())
            .with(SaidError.MESSAGE, place == null ? thrown.words() : place + ": " + thrown.words())
            .with(SaidError.CAUSE_CHAIN, thrown.chain())
            .build());
  }

  private void stageStarted(StagePath path, Timestamp at, String kind) {
    telling.add(
        telling.draft(Kind.STAGE_STARTED, "stage " + part++, at).stage(path).summary(path.name()),
        new Attributes().with(StageStarted.KIND, kind));
  }

  private void ended(
      StagePath path, Timestamp at, Kind kind, @Nullable SaidError error, @Nullable String reason) {
    boolean isGood = kind == Kind.STAGE_COMPLETED;
    String words =
        error != null
            ? error.message()
            : isGood ? StageEnded.SUCCEEDED : reason == null ? "skipped" : reason;
    telling.add(
        telling.draft(kind, "ended " + part++, at).stage(path).summary(words),
        new Attributes()
            .with(StageEnded.OUTCOME, isGood ? StageEnded.SUCCEEDED : null)
            .with(StageEnded.REASON, kind == Kind.STAGE_SKIPPED ? reason : null)
            .with(StageEnded.ERROR, error));
  }

  private void thrown(StagePath path, Timestamp at, Thrown thrown, Severity severity) {
    String trace = thrown.stackTrace();
    telling.add(
        telling
            .draft(severity == Severity.ERROR ? Kind.ERROR : Kind.LOG, "thrown " + part++, at)
            .stage(path)
            .severity(severity)
            .summary(thrown.words()),
        new Attributes()
            .with(LogLine.CODE, thrown.code())
            .with(LogLine.MESSAGE, thrown.words())
            .with(LogLine.CAUSE_CHAIN, thrown.chain()),
        trace == null ? null : Payload.of(trace));
  }

  private void printed(StagePath path, Timestamp at, TestCase.Printed printed) {
    Payload payload = Payload.of(printed.text());
    telling.add(
        telling
            .draft(Kind.LOG, "printed " + part++, at)
            .stage(path)
            .summary(printed.stream() + ", " + payload.sizeBytes() + " bytes"),
        new Attributes().with(AnyEvent.STREAM, printed.stream()),
        payload);
  }
}
