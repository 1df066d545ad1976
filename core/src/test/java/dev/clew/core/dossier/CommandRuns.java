package dev.clew.core.dossier;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.expects;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.with;
import static dev.clew.core.Detail.wraps;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.part.ChainLink;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Runs of commands that are looked at from outside, and what is concluded from them.
final class CommandRuns {
  private CommandRuns() {}

  static Dossier dossier(TestLedger run) {
    return Objects.requireNonNull(Dossier.of(run.view()));
  }

  static TestLedger begun() {
    return new TestLedger()
        .runCreated(at(1), expects(Expects.CLAIM, true))
        .runClaimed(at(1))
        .toolCallStarted("t1", at(2), wraps());
  }

  static TestLedger exited(TestLedger run, int code) {
    Detail error = error("exit_code", "exit " + code);
    return run.toolCallFailed("t1", at(8), with(ToolCallEnded.EXIT_CODE, code), error)
        .runFinished(
            "failed",
            at(9),
            with(RunEnded.EXIT_CODE, code),
            error,
            summary("run failed: exit " + code));
  }

  static TestLedger killed(TestLedger run, String signal) {
    return run.toolCallFailed("t1", at(8), error("signal"))
        .runFinished(
            "failed",
            at(9),
            with(RunEnded.SIGNAL, signal),
            summary("run failed: ended by SIG" + signal));
  }

  /// Where in the standard error it stands.
  private static Detail bytes(int offset, int length) {
    return all(
        with(AnyEvent.STREAM, "stderr"),
        with(AnyEvent.OFFSET, offset),
        with(AnyEvent.LENGTH, length),
        with(AnyEvent.CHUNK, "sha256:c0"));
  }

  static TestLedger said(TestLedger run, String line) {
    return run.event(
        Kind.LOG, at(5), summary(line), with(LogLine.RULE, "unknown"), bytes(0, line.length()));
  }

  static TestLedger saidError(TestLedger run, String message, Detail... more) {
    return run.event(Kind.ERROR, at(5), message(message), bytes(3, 40), all(more));
  }

  static Detail message(String message) {
    return all(summary(message), with(LogLine.MESSAGE, message));
  }

  /// What a rule reads in it.
  static Detail read(String rule, String cause, String code) {
    return all(with(LogLine.RULE, rule), with(LogLine.CAUSE, cause), with(LogLine.CODE, code));
  }

  /// An exception that no rule knows.
  static Detail unknown(String... links) {
    List<Json> chain = new ArrayList<>();
    for (String link : links) {
      String[] parts = link.split(": ", 2);
      chain.add(
          new Attributes()
              .with(ChainLink.EXCEPTION, parts[0])
              .with(ChainLink.MESSAGE, parts[1])
              .build());
    }
    return all(with(LogLine.RULE, "unknown"), with(LogLine.CAUSE_CHAIN, chain));
  }

  static List<String> claims(Dossier dossier, Evidence.Side side) {
    return dossier.evidence().stream()
        .filter(one -> one.side() == side)
        .map(Evidence::claim)
        .toList();
  }
}
