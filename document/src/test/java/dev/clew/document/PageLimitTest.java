package dev.clew.document;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.severity;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.TestWords;
import dev.clew.core.run.RunView;
import dev.clew.document.verify.ReportCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageLimitTest {
  private static final PageLimit LIMIT = new PageLimit(200_000);

  /// An error in the middle of much output, and many calls.
  private final List<Row> rows = manyRows();

  private static final List<Row> STAGES = manyStages();

  private static List<Row> manyRows() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(0), with(RunCreated.NAME, "many"))
            .runClaimed(at(0))
            .runStarted(at(1))
            .stageStarted("work", at(1));
    for (int number = 0; number < 1_000; number++) {
      String call = "call_" + number;
      run.event(Kind.LOG, at(2), summary("line " + number), with(LogLine.TEMPLATE, "line <number>"))
          .toolCallStarted(call, at(3), stage("work"), with(ToolCallStarted.CALL_TYPE, "sql"))
          .toolCallCompleted(call, at(3), stage("work"));
      if (number == 400) {
        run.event(
            Kind.ERROR,
            at(3),
            severity(Severity.ERROR),
            summary("disk is full"),
            with(LogLine.CAUSE, "infra"),
            with(LogLine.CODE, "disk_full"),
            with(LogLine.MESSAGE, "disk is full"));
      }
    }
    return run.stageCompleted("work", at(4)).runFinished("failed", at(5)).rows();
  }

  /// As many stages as calls in one of them; some of them fail, and each writes a file.
  private static List<Row> manyStages() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(0), with(RunCreated.NAME, "many"))
            .runClaimed(at(0))
            .runStarted(at(1));
    for (int number = 0; number < 1_000; number++) {
      String stage = "batch/push[" + number + "]";
      run.stageStarted(stage, at(2));
      for (int call = 0; call < 8; call++) {
        String id = "call_" + number + "_" + call;
        run.toolCallStarted(id, at(2), stage(stage), with(ToolCallStarted.CALL_TYPE, "sql"))
            .toolCallCompleted(id, at(2), stage(stage));
      }
      run.artifactWritten("file_" + number, at(2), stage(stage))
          .event(number % 200 == 199 ? "stage_failed" : "stage_completed", at(3), stage(stage));
    }
    return run.runFinished("failed", at(5)).rows();
  }

  private Json.Obj document(PageLimit limit) {
    return document(rows, limit);
  }

  private static Json.Obj document(List<Row> rows, PageLimit limit) {
    LedgerFacts facts =
        new LedgerFacts(
            new LedgerId("default", "run_1", "ledger_run_1"),
            rows.size(),
            ContentRoot.of(rows),
            rows.getLast().chain(),
            null,
            null);
    return ReportDocument.of(rows, facts, RunView.Writer.ABSENT, limit, TestWords.WORDS);
  }

  private static long number(Json.Obj object, String name) {
    return Objects.requireNonNull(object.whole(name), name);
  }

  private static Set<Long> offsets(Json.Obj document) {
    Set<Long> offsets = new HashSet<>();
    document.objects("events").forEach(row -> offsets.add(row.whole("offset")));
    return offsets;
  }

  @Test
  void of_limited_fitsAndCountsTheRest() {
    Json.Obj limited = document(LIMIT);
    Json.Obj leftOut = limited.object("left_out");

    assertThat(ReportDocument.bytes(limited).length).isLessThan(200_000);
    assertThat(offsets(limited).size() + number(leftOut, "rows")).isEqualTo(rows.size());
    assertThat(leftOut.whole("limit_bytes")).isEqualTo(200_000);
    assertThat(leftOut.object("kinds").whole("tool_call_started")).isGreaterThan(500);
    long inRanges = 0;
    for (Json.Obj range : leftOut.objects("ranges")) {
      inRanges += number(range, "to") - number(range, "from") + 1;
      assertThat(offsets(limited)).doesNotContain(range.whole("from"), range.whole("to"));
    }
    assertThat(inRanges).isEqualTo(leftOut.whole("rows"));
    assertThat(TestDocuments.problems(limited)).isEmpty();
  }

  @Test
  void of_limited_hasWhatIsCitedAndWhatStandsAroundIt() {
    Json.Obj limited = document(LIMIT);
    Row error =
        rows.stream().filter(row -> row.event().kind().equals("error")).findFirst().orElseThrow();

    assertThat(offsets(limited))
        .contains(error.offset() - 5, error.offset(), error.offset() + 5)
        .contains(0L, 1L, 2L, 3L, rows.getLast().offset());
    assertThat(limited.get("dossier")).isEqualTo(document(PageLimit.NONE).get("dossier"));
    assertThat(limited.object("ledger").whole("rows")).isEqualTo(rows.size());
  }

  @Test
  void of_callsThatDidNotFit_areNotPointedTo() {
    Json.Obj limited = document(LIMIT);
    Set<String> calls = new HashSet<>();
    limited.objects("tool_calls").forEach(call -> calls.add(call.text("tool_call_id", "")));

    assertThat(calls).hasSizeBetween(1, 999);
    for (Json.Obj stage : limited.objects("stages")) {
      stage
          .list("tool_call_ids")
          .forEach(id -> assertThat(calls).contains(((Json.Str) id).value()));
    }
  }

  @Test
  void of_manyStages_hasASkeletonThatIsDrawnAtOnce() {
    List<Row> rows = STAGES;
    Json.Obj whole = document(rows, PageLimit.NONE);
    Json.Obj limited = document(rows, PageLimit.DEFAULT);
    Json.Obj leftOut = limited.object("left_out");
    Json.Obj skeleton =
        limited.with("events", new Json.Arr(List.of())).with("tool_calls", new Json.Arr(List.of()));

    assertThat(ReportDocument.bytes(skeleton).length).isLessThan(200_000);
    assertThat(ReportDocument.bytes(limited).length).isLessThan(5_000_000);
    assertThat(TestDocuments.problems(limited)).isEmpty();
    long stages = limited.list("stages").size();
    for (Json count : leftOut.object("stages").members().values()) {
      stages += Objects.requireNonNull(Json.wholeOf((Json.Num) count));
    }
    assertThat(stages).isEqualTo(whole.list("stages").size());
    assertThat(limited.list("stages")).hasSizeGreaterThan(50);
    assertThat(limited.list("artifacts").size() + number(leftOut, "artifacts")).isEqualTo(1_000);
    assertThat(leftOut.has("ranges_more") || leftOut.list("ranges").size() < 500).isTrue();
  }

  @Test
  void of_manyStages_hasThoseThatFailedAndWhatTheyAreIn() {
    Json.Obj limited = document(STAGES, PageLimit.DEFAULT);
    Set<String> paths = new HashSet<>();
    limited.objects("stages").forEach(stage -> paths.add(stage.text("path", "")));

    assertThat(paths)
        .contains("batch/push[199]", "batch/push[999]", "batch/push[189]", "batch/push[0]");
    assertThat(paths).contains(limited.object("blocker").text("stage", ""));
    assertThat(limited.object("left_out").object("stages").has("failed")).isFalse();
    for (Json.Obj step : limited.object("replay").objects("steps")) {
      assertThat(paths).contains(step.text("stage"));
    }
    limited
        .object("timing")
        .objects("stages")
        .forEach(one -> assertThat(paths).contains(one.text("stage")));
  }

  @Test
  void of_manyStagesThatFit_isTheWholeDocument() {
    List<Row> rows = STAGES;
    assertThat(ReportDocument.bytes(document(rows, new PageLimit(90_000_000))))
        .isEqualTo(ReportDocument.bytes(document(rows, PageLimit.NONE)));
  }

  @Test
  void of_whatFits_isTheWholeDocument() {
    assertThat(ReportDocument.bytes(document(new PageLimit(50_000_000))))
        .isEqualTo(ReportDocument.bytes(document(PageLimit.NONE)));
  }

  @Test
  void check_limitedReport_holdsForTheRowsThatItHas() throws Exception {
    Json.Obj limited = document(LIMIT);
    ReportCheck check = ReportCheck.of(ReportDocument.bytes(limited), TestWords.WORDS);

    assertThat(check.broken()).isNull();
    assertThat(check.report().leftOut()).isEqualTo(limited.object("left_out").whole("rows"));
    assertThat(check.report().ledger().rows()).isEqualTo(rows.size());
    for (String changed : List.of("disk is full", "\"line 999\"")) {
      Json other =
          TestDocuments.parse(
              limited.toString().replace(changed, changed.toUpperCase(Locale.ROOT)));
      assertThat(String.valueOf(ReportCheck.of(other, TestWords.WORDS).broken()))
          .contains("does not have the digest");
    }
  }
}
