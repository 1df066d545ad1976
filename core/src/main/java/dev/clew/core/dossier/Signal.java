package dev.clew.core.dossier;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.part.ChainLink;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.CheckResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row that says that something went wrong.
///
/// @param stage the stage that it is about: its own, else the only one that was under way; null
///   when that is not known
/// @param code the most specific that it says: `connect_refused`, `http_402`; empty when it says
///   none
/// @param rule by which a line of output was read so, `id@version`; empty for what its producer
///   says itself
/// @param chain from the outermost failure to the deepest cause, as far as it was told
public record Signal(
    Row row,
    @Nullable StagePath stage,
    Cause cause,
    String code,
    String message,
    Tier tier,
    String rule,
    List<String> chain) {
  public Signal {
    chain = List.copyOf(chain);
  }

  /// Who says so, the strongest first.
  public enum Tier {
    /// The producer of the run, in an event.
    EVENT,
    /// A rule that read a line of output.
    RULE,
    /// The words of a message that nobody classified.
    WORDS,
    /// Only that it is an error.
    LEVEL
  }

  /// Null for a row that says nothing of the kind.
  static @Nullable Signal of(Row row, @Nullable StagePath stage) {
    Event event = row.event();
    SaidError about = SaidError.from(event);
    Kind kind = Kind.of(event.kind());
    if (kind == Kind.STAGE_FAILED || kind == Kind.TOOL_CALL_FAILED || isTolerated(event)) {
      SaidError error = SaidError.of(event);
      return error != null
          ? said(row, stage, error, error.get(SaidError.MESSAGE, event.saying()))
          : said(row, stage, about, event.saying());
    }
    if (kind == Kind.ERROR) {
      return said(row, stage, about, about.get(SaidError.MESSAGE, event.saying()));
    }
    if (isFailedCheck(event)) {
      boolean isAssertion = kind == Kind.ASSERTION_EVALUATED;
      String message =
          about.get(SaidError.MESSAGE, isAssertion ? event.saying() : "its validation failed");
      FailureCode code = isAssertion ? FailureCode.ASSERTION_FAILED : FailureCode.VALIDATION_FAILED;
      return new Signal(row, stage, code.cause(), code.wire(), message, Tier.EVENT, "", List.of());
    }
    boolean bad = event.severity() == Severity.ERROR || event.severity() == Severity.FATAL;
    return kind == Kind.LOG && bad
        ? said(row, stage, about, about.get(SaidError.MESSAGE, event.saying()))
        : null;
  }

  /// What its producer says of the end of the run.
  static Signal of(Row ended, SaidError error) {
    return said(ended, null, error, error.get(SaidError.MESSAGE, ended.event().saying()));
  }

  /// Whether it is what was said of the end of the run.
  boolean isOfEnd() {
    return row.event().is(Kind.RUN_FINISHED);
  }

  /// The same, said of that stage.
  Signal of(StagePath other) {
    return new Signal(row, other, cause, code, message, tier, rule, chain);
  }

  private static boolean isTolerated(Event event) {
    return event.is(Kind.STAGE_COMPLETED) && SaidError.of(event) != null;
  }

  /// A check that the run made of what it worked with, and that it could fail by.
  private static boolean isFailedCheck(Event event) {
    return CheckResult.of(event) == CheckResult.FAILED
        && CheckMade.from(event).get(CheckMade.BLOCKING, true);
  }

  private static Signal said(Row row, @Nullable StagePath stage, SaidError about, String message) {
    String code = about.code();
    String rule = about.get(SaidError.RULE, "");
    boolean read = !rule.isEmpty();
    boolean classified = read && rule.contains("@");
    Cause cause = Cause.of(about.cause());
    if (cause == Cause.UNKNOWN) {
      cause = Cause.ofCode(code);
    }
    Tier tier = read ? (classified ? Tier.RULE : Tier.LEVEL) : Tier.EVENT;
    if (cause == Cause.UNKNOWN && !classified) {
      String answer = code.isEmpty() || isExitCode(code) ? Cause.codeIn(message) : "";
      code = answer.isEmpty() ? code : answer;
      cause = answer.isEmpty() ? Cause.ofMessage(message) : Cause.ofCode(answer);
      tier = cause == Cause.UNKNOWN ? tier : read ? Tier.WORDS : Tier.EVENT;
    }
    return new Signal(row, stage, cause, code, message, tier, rule, chain(about));
  }

  private static List<String> chain(SaidError about) {
    List<String> chain = new ArrayList<>();
    for (Json link : about.causeChain()) {
      switch (link) {
        case Json.Str text -> chain.add(text.value());
        case Json.Obj named -> {
          ChainLink one = new ChainLink(named);
          String type = one.get(ChainLink.EXCEPTION, "");
          String message = one.get(ChainLink.MESSAGE, "");
          chain.add(type.isEmpty() || message.isEmpty() ? type + message : type + ": " + message);
        }
        case Json.Null nothing -> {}
        case Json.Bool bool -> {}
        case Json.Num number -> {}
        case Json.Arr array -> {}
      }
    }
    return chain;
  }

  /// Whether a code only says with which number a process ended.
  static boolean isExitCode(String code) {
    return code.startsWith("exit_");
  }

  /// Whether it says that a stage or a call failed, and leaves why to others.
  boolean isMute() {
    Event event = row.event();
    return code.isEmpty()
        && chain.isEmpty()
        && (event.is(Kind.STAGE_FAILED) || event.is(Kind.TOOL_CALL_FAILED))
        && SaidError.of(event) == null;
  }

  /// Whether it says nothing but that something ended badly.
  boolean isBare() {
    return !says() && isExitCode(code);
  }

  /// One line: of a chain the deepest cause, else the message.
  String deepest() {
    return firstLine(chain.isEmpty() ? message : chain.getLast());
  }

  /// Whether it says more than that there is an error.
  boolean says() {
    return cause != Cause.UNKNOWN;
  }

  Evidence evidence() {
    return Evidence.output(firstLine(message), row);
  }

  static String firstLine(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    int max = 300;
    if (line.length() <= max) {
      return line;
    }
    int cut = Character.isHighSurrogate(line.charAt(max - 1)) ? max - 1 : max;
    return line.substring(0, cut) + "…";
  }
}
