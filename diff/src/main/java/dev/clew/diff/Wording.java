package dev.clew.diff;

import dev.clew.core.json.Json;
import dev.clew.diff.part.FactPath;
import dev.clew.diff.part.SnapshotPart;
import dev.clew.diff.part.Topic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says a difference in one sentence.
final class Wording {
  /// Longer values are cut in a sentence; the changes have them whole.
  private static final int MAX_VALUE_CHARS = 60;

  private static final int MAX_NAMES = 3;

  private Wording() {}

  static Difference of(Judgement.Draft draft, @Nullable Integer because) {
    List<Change> changes = new ArrayList<>(draft.observations.size());
    for (Observation seen : draft.observations) {
      changes.add(
          new Change(
              seen.path(),
              seen.from(),
              seen.to(),
              seen.form(),
              says(seen.before(), seen),
              says(seen.after(), seen)));
    }
    SnapshotPart part = draft.first.part();
    long row = draft.first.position().row();
    boolean gone = draft.first.after() == null;
    return new Difference(
        draft.kind,
        part.stage(),
        FactPath.of(part, ""),
        headline(draft, changes),
        changes,
        hunks(draft.first),
        row == SnapshotPart.NO_ROW || row < 0 || gone ? null : Long.valueOf(row),
        because);
  }

  private static @Nullable String says(@Nullable SnapshotPart part, Observation seen) {
    boolean known =
        seen.kind() == DifferenceKind.DECISION_CHANGED
            || seen.kind() == DifferenceKind.RESPONSE_STATUS_CHANGED
            || seen.kind() == DifferenceKind.OUTCOME_CHANGED
            || seen.kind() == DifferenceKind.STAGE_SKIPPED;
    return part == null || !known ? null : part.detailOf(seen.pointer());
  }

  private static List<String> hunks(Observation seen) {
    SnapshotPart before = seen.before();
    SnapshotPart after = seen.after();
    if (before == null || after == null || before.topic() == Topic.STAGES) {
      return List.of();
    }
    boolean file = before.facts().has("sha256");
    String one = before.details().get("");
    String other = after.details().get("");
    return file && one != null && other != null ? LineDiff.hunks(one, other) : List.of();
  }

  private static String headline(Judgement.Draft draft, List<Change> changes) {
    Observation first = draft.first;
    SnapshotPart part = first.part();
    String name = part.name();
    Change change = changes.getFirst();
    return switch (draft.kind) {
      case INPUTS_CHANGED -> "input " + values(draft, changes);
      case DEFINITION_CHANGED ->
          part.topic() == Topic.STAGES
              ? name + " is defined differently: " + values(draft, changes)
              : file(first, name);
      case CONFIGURATION_CHANGED ->
          first.part().facts().has("sha256")
              ? file(first, name)
              : "configuration " + values(draft, changes);
      case ENVIRONMENT_CHANGED ->
          first.part().facts().has("sha256")
              ? file(first, name)
              : "environment " + values(draft, changes);
      case SECRET_CHANGED -> "secret " + secrets(changes);
      case STAGE_REMOVED -> name + " is gone: it " + past(change.before()) + " before";
      case STAGE_ADDED -> name + " is new: it " + past(change.after());
      case STAGES_REORDERED ->
          name + " runs " + value(change.after()) + ", was " + value(change.before());
      case DECISION_CHANGED -> name + ": " + decision(draft, changes);
      case ENDPOINT_CHANGED -> name + " calls another API: " + values(draft, changes);
      case REQUEST_CHANGED -> name(part) + " sent another request: " + values(draft, changes);
      case CALL_REMOVED -> name(part) + " made one call less: " + leaf(change);
      case CALL_ADDED -> name(part) + " made one call more: " + leaf(change);
      case RESPONSE_STATUS_CHANGED -> status(part, change);
      case RESPONSE_STRUCTURE_CHANGED ->
          name(part) + " was answered in another structure: " + structure(changes);
      case RESPONSE_VALUE_CHANGED ->
          name(part) + " was answered with other values: " + values(draft, changes);
      case RESPONSE_HEADER_CHANGED ->
          name(part) + " was answered with other headers: " + values(draft, changes);
      case TRIES_CHANGED ->
          name + " took " + tries(change.after()) + ", was " + value(change.before());
      case STAGE_SKIPPED -> name + " is skipped, " + past(change.before()) + " before";
      case OUTCOME_CHANGED -> name + outcome(changes);
      case OUTPUTS_CHANGED -> name + " gave other outputs: " + values(draft, changes);
      case ARTIFACT_CHANGED -> "artifact " + label(part) + " changed: " + values(draft, changes);
      case ARTIFACT_REMOVED -> "artifact " + value(change.before()) + " was not written";
      case ARTIFACT_ADDED -> "artifact " + value(change.after()) + " is new";
      case LOG_REMOVED -> "no longer logged: " + value(change.before());
      case LOG_ADDED -> "logged for the first time: " + value(change.after());
      case WINDOW_CHANGED -> "window " + name + " moved: " + values(draft, changes);
      case RUN_STATUS_CHANGED ->
          "the run is " + words(change.after()) + ", was " + words(change.before());
      case RUN_OUTPUT_CHANGED -> "the run gave another output: " + values(draft, changes);
    };
  }

  private static String name(SnapshotPart part) {
    return part.name().isEmpty() ? "the run" : part.name();
  }

  private static String file(Observation seen, String name) {
    return switch (seen.form()) {
      case ADDED -> name + " is new";
      case REMOVED -> name + " is no longer used";
      case TYPE, VALUE, LENGTH -> name + " changed" + size(hunks(seen));
    };
  }

  private static String size(List<String> hunks) {
    int added = 0;
    int removed = 0;
    for (String line : hunks) {
      added += line.startsWith("+") ? 1 : 0;
      removed += line.startsWith("-") ? 1 : 0;
    }
    return added + removed == 0 ? "" : ": +" + added + " −" + removed + " lines";
  }

  private static String secrets(List<Change> changes) {
    List<String> names = new ArrayList<>();
    for (Change change : changes) {
      String path = change.path();
      int start = "secrets/".length();
      int end = path.indexOf('/', start);
      String name = path.substring(Math.min(start, path.length()), end < 0 ? path.length() : end);
      String what =
          switch (change.form()) {
            case ADDED -> " is new";
            case REMOVED -> " is gone";
            case TYPE, VALUE, LENGTH ->
                path.endsWith("/provider") ? " comes from elsewhere" : " changed";
          };
      if (!names.contains(name + what)) {
        names.add(name + what);
      }
    }
    return list(names);
  }

  private static String decision(Judgement.Draft draft, List<Change> changes) {
    String purpose = FactPath.leaf(parent(draft.first.pointer()));
    String shown = purpose.equals("run_if") ? "runIf" : purpose;
    for (String member : List.of("/result", "/chosen")) {
      for (Change change : changes) {
        if (change.path().endsWith(member)) {
          return shown
              + " went the other way: "
              + value(change.after())
              + ", was "
              + value(change.before());
        }
      }
    }
    return shown + " " + values(draft, changes);
  }

  private static String parent(String pointer) {
    int slash = pointer.lastIndexOf('/');
    return slash < 0 ? pointer : pointer.substring(0, slash);
  }

  private static String status(SnapshotPart part, Change change) {
    if (FactPath.leaf(change.path()).equals("status")) {
      String said = change.afterSays();
      return name(part)
          + switch (change.after()) {
            case null -> " got no status";
            case Json.Num answered -> " answered " + answered;
            case Json other -> " got " + value(other);
          }
          + ", was "
          + value(change.before())
          + (said == null ? "" : ": " + cut(said));
    }
    return name(part) + " ended with another " + one(change.path(), change);
  }

  private static String outcome(List<Change> changes) {
    for (Change change : changes) {
      if (change.path().endsWith("/status")) {
        return " " + words(change.after()) + ", was " + words(change.before());
      }
    }
    Change change = changes.getFirst();
    return " failed in another way: " + one(change.path(), change);
  }

  private static String past(@Nullable Json status) {
    String words = words(status);
    return words.equals("skipped")
            || words.equals("not reached")
            || words.equals("planned")
            || words.equals("not there")
        ? "was " + words
        : words;
  }

  private static String words(@Nullable Json status) {
    return value(status).replace('_', ' ');
  }

  private static String tries(@Nullable Json number) {
    return value(number) + (value(number).equals("1") ? " try" : " tries");
  }

  private static String label(SnapshotPart part) {
    String path = part.facts().text("path", "");
    return path.isEmpty() ? part.name() : path;
  }

  private static String leaf(Change change) {
    Json call = change.after() == null ? change.before() : change.after();
    if (call instanceof Json.Obj facts && facts.has("request")) {
      Json.Obj request = facts.object("request");
      return request.text("method", request.text("type", ""))
          + " "
          + request.text("origin", "")
          + request.text("path", "");
    }
    return FactPath.leaf(change.path());
  }

  private static String structure(List<Change> changes) {
    List<String> names = new ArrayList<>();
    for (Change change : changes) {
      String at = change.path();
      int body = at.indexOf("/response/");
      String pointer = at.substring(body < 0 ? 0 : body + "/response".length());
      pointer = pointer.startsWith("/body") ? pointer.substring("/body".length()) : pointer;
      names.add(
          (pointer.isEmpty() ? "/" : pointer)
              + switch (change.form()) {
                case ADDED -> " added";
                case REMOVED -> " gone";
                case TYPE -> " is " + typeOf(change.after()) + ", was " + typeOf(change.before());
                case VALUE, LENGTH -> " changed";
              });
    }
    return list(names);
  }

  /// An array's elements are given by their types already.
  private static String typeOf(@Nullable Json value) {
    if (value instanceof Json.Str type && isType(type.value())) {
      return type.value();
    }
    return value == null ? "not there" : Shape.typeOf(value);
  }

  private static boolean isType(String text) {
    for (String word : text.split(" or ", -1)) {
      switch (word) {
        case "null", "boolean", "number", "string", "array", "object" -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  private static String values(Judgement.Draft draft, List<Change> changes) {
    List<String> names = new ArrayList<>();
    for (int at = 0; at < changes.size(); at++) {
      String pointer = draft.observations.get(at).pointer();
      String shown =
          pointer.isEmpty() ? draft.observations.get(at).part().name() : shortened(pointer);
      names.add(one(shown, changes.get(at)));
    }
    return list(names);
  }

  /// Without what the sentence says already.
  private static String shortened(String pointer) {
    String rest = pointer;
    for (String prefix :
        List.of("values/", "outputs/", "output/", "plan/", "base_urls/", "variables/")) {
      if (rest.startsWith(prefix)) {
        rest = rest.substring(prefix.length());
      }
    }
    if (rest.startsWith("calls/")) {
      int call = rest.indexOf('/', "calls/".length());
      int part = call < 0 ? -1 : rest.indexOf('/', call + 1);
      rest = part < 0 ? rest : rest.substring(part + 1);
      rest = rest.startsWith("body/") ? rest.substring("body".length()) : rest;
    }
    return rest;
  }

  private static String one(String name, Change change) {
    int digest = name.lastIndexOf("/hmac");
    if (digest > 0) {
      return name.substring(0, digest) + " is another, its value is not kept";
    }
    return switch (change.form()) {
      case ADDED -> name + " added: " + value(change.after());
      case REMOVED -> name + " gone, was " + value(change.before());
      case LENGTH ->
          name + " has " + value(change.after()) + " items, was " + value(change.before());
      case TYPE, VALUE -> name + " " + value(change.before()) + " → " + value(change.after());
    };
  }

  private static String list(List<String> names) {
    if (names.size() <= MAX_NAMES) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, MAX_NAMES))
        + " and "
        + (names.size() - MAX_NAMES)
        + " more";
  }

  private static String value(@Nullable Json value) {
    if (value == null) {
      return "not there";
    }
    return cut(value instanceof Json.Str string ? string.value() : value.toString());
  }

  private static String cut(String text) {
    if (text.length() <= MAX_VALUE_CHARS) {
      return text;
    }
    int end = MAX_VALUE_CHARS - 1;
    end = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    return text.substring(0, end) + "…";
  }
}
