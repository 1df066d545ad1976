package dev.clew.ingest.ci;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.json.Json;
import dev.clew.logs.CauseLink;
import dev.clew.logs.LogRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a stage failed, as far as its lines say it.
final class StageFailure {
  private StageFailure() {}

  /// What the line says that tells most of it. Without one the exit code, and what was said last.
  static @Nullable SaidError of(CiStage stage, @Nullable Ending ending) {
    LogRecord problem = stage.problem();
    if (problem != null) {
      String code = problem.code();
      List<CauseLink> chain = problem.causeChain();
      Json.Obj told = problem.toLogLine().attributes();
      return new SaidError(
          new Attributes()
              .with(SaidError.CODE, code == null ? "error" : code)
              .with(
                  SaidError.MESSAGE,
                  chain.isEmpty() ? problem.summary() : chain.getLast().toString())
              .with(SaidError.CAUSE, problem.cause())
              .with(SaidError.RULE, problem.rule())
              .withJson(SaidError.CAUSE_CHAIN, told.get(LogLine.CAUSE_CHAIN.name()))
              .build());
    }
    Integer exitCode = ending == null ? null : ending.exitCode();
    LogRecord last = stage.last();
    if (exitCode == null || last == null) {
      return null;
    }
    return SaidError.of("exit_" + exitCode, "exit code " + exitCode + " after: " + last.summary());
  }
}
