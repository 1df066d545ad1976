package dev.clew.core.dossier;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The codes by which clew's own producers say what went wrong. Other producers have their own; an
/// answer of HTTP has `http_NNN`, and its cause follows from the status. `docs/events.md` is made
/// from this.
public enum FailureCode {
  CONNECT_REFUSED(
      Cause.DEPENDENCY,
      "nobody listens at the address",
      "see whether the service is up, and whether the catalog names its port"),
  CONNECT_TIMEOUT(
      Cause.TIMEOUT,
      "no connection stood in time",
      "see whether the address can be reached from this machine"),
  REQUEST_TIMEOUT(
      Cause.TIMEOUT,
      "the connection stood, and no answer came in time",
      "look at the service; whether the request had an effect is not known"),
  CONNECTION_CLOSED(
      Cause.DEPENDENCY,
      "the connection ended before the answer did",
      "look at the service; whether the request had an effect is not known"),
  MALFORMED_ANSWER(
      Cause.DEPENDENCY,
      "the answer is no HTTP",
      "see whether the URL names the right port and scheme"),
  NO_ROUTE(Cause.DEPENDENCY, "the network knows no way", "see whether a VPN or a route is missing"),
  UNKNOWN_HOST(
      Cause.DEPENDENCY, "the name has no address", "see the name in the catalog, and the DNS"),
  TLS_FAILED(
      Cause.DEPENDENCY,
      "the two ends could not agree, or the certificate is not trusted",
      "see the certificate and its date"),
  IO_ERROR(Cause.DEPENDENCY, "reading or writing failed", "try again"),
  TOO_MANY_REDIRECTS(
      Cause.DEPENDENCY, "each answer pointed elsewhere", "call the address that it ends at"),
  RESPONSE_OVER_LIMIT(
      Cause.DEPENDENCY, "the answer is larger than a limit with a name", "ask for less at a time"),
  ADDRESS_BLOCKED(
      Cause.CONFIG,
      "the address is one that must not be called",
      "allow it in the configuration if it is meant"),
  UNSAFE_HEADER(Cause.CONFIG, "a header has characters that cannot be sent", "mend its template"),
  INVALID_URL(Cause.CONFIG, "what a template made is no URL", "mend the template"),
  INVALID_REQUEST(
      Cause.CONFIG, "the URL cannot be sent to, such as a port above 65,535", "mend the template"),
  DEPENDENCY_NOT_READY(
      Cause.DEPENDENCY, "a health check did not succeed", "look at that service first"),
  CONTRACT_UNAVAILABLE(
      Cause.DEPENDENCY, "the OpenAPI document could not be fetched", "see its URL in the catalog"),
  CONTRACT_UNREADABLE(
      Cause.DEPENDENCY, "the OpenAPI document cannot be read", "tell those who publish it"),
  CIRCUIT_OPEN(
      Cause.DEPENDENCY,
      "the breaker kept the call back; nothing was sent",
      "look at the failures that opened it"),
  RATE_LIMIT(
      Cause.RATE_LIMIT, "the service asks to be called less often", "wait as long as it says"),
  TIMEOUT(
      Cause.TIMEOUT,
      "the time limit of the run was over",
      "see which stage took the time, or give the run more"),
  STAGE_TIMEOUT(
      Cause.TIMEOUT,
      "`timeout` of the stage was over, all tries and waits together",
      "see which try took the time, or give the stage more"),
  UNRESOLVED_VARIABLE(
      Cause.CONFIG, "a template names what has no value", "see where the value should come from"),
  TOO_MANY_JUMPS(
      Cause.CONFIG,
      "more than `jumps.max` = 1,000 in one workflow",
      "see the condition of the jump: it never ends"),
  TOO_DEEP(
      Cause.CONFIG,
      "deeper than `workflows.max_depth` = 32",
      "see which workflow is its own child"),
  NOT_A_LIST(Cause.CONFIG, "a loop goes over what is no list", "mend the template of its items"),
  FILE_NOT_READ(Cause.CONFIG, "a file of the definition could not be read", "see its path"),
  NO_PLUGIN(
      Cause.CONFIG, "no plug-in has that name", "install it, or mend the name in the definition"),
  MOCK_NOT_JSON(Cause.CONFIG, "what a mock answers is no JSON", "mend the mock"),
  WORKFLOW_REFUSED(
      Cause.CONFIG, "the definition of a child workflow has errors", "check that definition"),
  NOT_RECORDED(
      Cause.CONFIG,
      "the recording that answers has no answer for this call",
      "record a run that makes it, or give an answer"),
  CHILD_INPUT_INVALID(
      Cause.INPUT,
      "the inputs of a child workflow do not fit what it declares",
      "see what the stage gives it"),
  ASSERTION_FAILED(
      Cause.CONTRACT, "a blocking assertion does not hold", "compare with a run in which it held"),
  CONTRACT_VIOLATION(
      Cause.CONTRACT,
      "the request breaks its contract, or with `strict_contract` the answer",
      "compare the message with the contract: one of them has changed"),
  VALIDATION_FAILED(Cause.CONTRACT, "a validation failed", "see what was checked"),
  OUTPUT_MISSING(
      Cause.CONTRACT,
      "an output of a successful answer has no value; the call stays what it was",
      "compare the answer with one of a run that worked"),
  ITEM_FAILED(
      Cause.UNKNOWN, "an item of a loop failed: `cause_stage` names it", "look at that item"),
  CHILD_FAILED(
      Cause.UNKNOWN,
      "a stage of the child workflow failed: `cause_stage` names it",
      "look at that stage"),
  PLUGIN_FAULT(Cause.CODE, "a plug-in threw", "tell those who wrote it"),
  NOTHING_SENT(
      Cause.CODE, "a plug-in made no request and gave no result", "tell those who wrote it"),
  UNEXPECTED_FAULT(
      Cause.CODE, "something was thrown that nobody thought of: a fault of clew", "report it"),
  OUTPUT_NOT_WRITTEN(
      Cause.PERSISTENCE,
      "the output file could not be written",
      "see the disk and the folder; the values are in the ledger"),
  UPLOAD_TIMEOUT(
      Cause.TIMEOUT, "a write-back did not end in time", "see whether it arrived, then repeat it"),
  CANCELLED(Cause.CANCELLED, "somebody ended the run", "run it again from where it stood");

  private static final Map<String, FailureCode> BY_WIRE = new HashMap<>();

  static {
    for (FailureCode code : values()) {
      BY_WIRE.put(code.wire(), code);
    }
  }

  private final String wire;
  private final Cause cause;
  private final String meaning;
  private final String remedy;

  /// @param cause unknown for what only names a part that failed
  FailureCode(Cause cause, String meaning, String remedy) {
    this.wire = name().toLowerCase(Locale.ROOT);
    this.cause = cause;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /// In snake_case, as events have it.
  public String wire() {
    return wire;
  }

  public Cause cause() {
    return cause;
  }

  /// When it is said, in Markdown.
  public String meaning() {
    return meaning;
  }

  /// What somebody who was just paged does about it.
  public String remedy() {
    return remedy;
  }

  /// Whether the stage had its answer, and failed by what came after.
  public boolean isAfterTheAnswer() {
    return switch (this) {
      case ASSERTION_FAILED, CONTRACT_VIOLATION, STAGE_TIMEOUT, TOO_MANY_JUMPS, OUTPUT_MISSING ->
          true;
      default -> false;
    };
  }

  /// Whether that is the code on the wire.
  public boolean is(@Nullable String code) {
    return wire.equals(code);
  }

  /// Null for a code that is none of clew's.
  public static @Nullable FailureCode of(String wire) {
    return BY_WIRE.get(wire);
  }
}
