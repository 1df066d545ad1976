package dev.clew.ingest.pushed;

import dev.clew.core.event.Millis;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A member that an event may have, and what it takes. A reader of clew's own events passes over
/// what it does not know; whoever writes one by hand wants to hear of a slip.
enum Member {
  EVENT_ID("a string that is not empty", Member::requireWord),
  NAMESPACE("a string", Member::requireText),
  RUN_ID("a string that is not empty", Member::requireWord),
  ATTEMPT_ID("a string", Member::requireText),
  PRODUCER("a string", Member::requireText),
  EPOCH("a whole number up to 2^53-1", Member::requireWhole),
  SEQ("a whole number up to 2^53-1", Member::requireWhole),
  TS("an RFC 3339 date-time", value -> Timestamp.parse(text(value))),
  KIND("a string that is not empty", Member::requireWord),
  STAGE("the path of a stage", value -> StagePath.parse(text(value))),
  TRY("a whole number from 1", Member::requireTry),
  SUMMARY("a string", Member::requireText),
  DURATION_MS("a number of milliseconds", value -> Millis.exactly((Json.Num) value)),
  SEVERITY(
      "trace, debug, info, warn, error or fatal", value -> Severity.parse(lowerCase(text(value)))),
  ARTIFACTS("an array of strings", Member::requireTexts),
  TOOL_CALL_ID("a string", Member::requireText),
  INVOCATION_ID("a string", Member::requireText),
  WORKSPACE_ID("a string", Member::requireText),
  TRACE_ID("a string", Member::requireText),
  SPAN_ID("a string", Member::requireText),
  PARENT_SPAN_ID("a string", Member::requireText),
  ATTRIBUTES("an object", Member::requireObject),
  RAW_REF("sha256: and 64 hex digits", Member::requireText),
  RAW("a string", Member::requireText),
  RAW_BASE64("a string in base64", value -> Base64.getDecoder().decode(text(value)));

  private static final long MAX_WHOLE = (1L << 53) - 1;
  private static final Map<String, Member> BY_NAME = byName();

  private final String wire = name().toLowerCase(Locale.ROOT);
  private final String expected;

  // Functions without state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Check check;

  /// Throws whatever when the value is not what is expected.
  private interface Check {
    void accept(Json value);
  }

  Member(String expected, Check check) {
    this.expected = expected;
    this.check = check;
  }

  private static Map<String, Member> byName() {
    Map<String, Member> all = new LinkedHashMap<>();
    for (Member member : values()) {
      all.put(member.wire, member);
    }
    return all;
  }

  static Map<String, Member> all() {
    return BY_NAME;
  }

  String wire() {
    return wire;
  }

  /// What its value should be.
  String expected() {
    return expected;
  }

  boolean takes(Json value) {
    try {
      check.accept(value);
      return true;
    } catch (IllegalArgumentException | ClassCastException | ArithmeticException e) {
      return false;
    }
  }

  private static String text(Json value) {
    return ((Json.Str) value).value();
  }

  private static String lowerCase(String word) {
    if (!word.equals(word.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException();
    }
    return word;
  }

  private static void requireText(Json value) {
    require(value instanceof Json.Str);
  }

  private static void requireWord(Json value) {
    require(!text(value).isEmpty());
  }

  private static void requireWhole(Json value) {
    Long whole = Json.wholeOf((Json.Num) value);
    require(whole != null && whole >= -MAX_WHOLE && whole <= MAX_WHOLE);
  }

  private static void requireTry(Json value) {
    Long whole = Json.wholeOf((Json.Num) value);
    require(whole != null && whole >= 1 && whole <= Integer.MAX_VALUE);
  }

  private static void requireTexts(Json value) {
    for (Json item : ((Json.Arr) value).items()) {
      requireText(item);
    }
  }

  private static void requireObject(Json value) {
    require(value instanceof Json.Obj);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
  }
}
