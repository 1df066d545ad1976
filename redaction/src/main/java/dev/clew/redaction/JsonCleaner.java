package dev.clew.redaction;

import dev.clew.core.json.Json;
import dev.clew.redaction.name.NameLists;
import dev.clew.redaction.name.SafeHeaders;
import dev.clew.redaction.name.SecretNames;
import dev.clew.redaction.scan.Captures;
import dev.clew.redaction.scan.CommandLineWords;
import dev.clew.redaction.scan.NamedRecords;
import dev.clew.redaction.scan.TextScan;
import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.Pointer;
import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import dev.clew.redaction.value.CommonValues;
import dev.clew.redaction.value.Messages;
import dev.clew.redaction.value.SecretDigests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes the secrets out of a JSON value, by the names of members and in every string. Order and
/// structure stay; a value without secrets is returned as the same instance.
final class JsonCleaner {
  /// Deeper values go as a whole. Payloads cannot be as deep ([dev.clew.document.JsonText]).
  static final int MAX_DEPTH = 256;

  private static final int MIN_CHARS_INSIDE_NUMBER = 8;

  private static final Set<String> HEADERS =
      Set.of("headers", "request_headers", "response_headers", "trailers");
  private static final Set<String> FLAGS =
      Set.of("masked", "sensitive", "is_secret", "isSecret", "secured", "encrypted");
  private static final int MAX_RECORD_MEMBERS = 16;
  private static final Set<String> ARGUMENTS =
      Set.of("argv", "args", "command", "cmd", "cmdline", "command_line", "again", "entrypoint");
  private static final Set<String> PARAMETERS =
      Set.of("query", "query_string", "query_params", "querystring", "form");

  private final TextCleaner text;
  private final HeaderCleaner headers;
  private final KnownValues known;
  private final Captures captures;
  private final Names names;
  private final boolean isEvent;

  /// Which members are secret by their names.
  ///
  /// @param enabled false when only known values are looked for
  /// @param weak names of declared secrets whose values are too common, in lower case
  /// @param kept names that somebody has said to be none of secrets, to the letter
  record Names(boolean enabled, Set<String> weak, Set<String> kept) {
    boolean isSecret(String parent, String name) {
      return enabled
          && !kept.contains(name)
          && (SecretNames.isSecretBelow(parent, name)
              || (PARAMETERS.contains(parent) && SecretNames.isSecretParameter(name))
              || (!weak.isEmpty() && weak.contains(Characters.lower(name))));
    }
  }

  /// @param isEvent whether these are attributes of an event, where `headers` are headers;
  ///   elsewhere the word may mean anything
  JsonCleaner(
      TextCleaner text, KnownValues known, Captures captures, Names names, boolean isEvent) {
    this.text = text;
    this.headers = new HeaderCleaner(text, captures);
    this.known = known;
    this.captures = captures;
    this.names = names;
    this.isEvent = isEvent;
  }

  Json clean(Json value, Pointer where) {
    return clean(value, "", where, 0);
  }

  private Json clean(Json value, String parent, Pointer where, int depth) {
    return switch (value) {
      case Json.Str string -> string(string, text.clean(string.value(), where));
      case Json.Num number -> number(number, where);
      case Json.Arr array ->
          depth > MAX_DEPTH
              ? tooDeep(where)
              : items(array, where, (item, at) -> clean(item, parent, at, depth + 1));
      case Json.Obj object ->
          depth > MAX_DEPTH ? tooDeep(where) : object(object, parent, where, depth + 1);
      case Json.Null nothing -> nothing;
      case Json.Bool bool -> bool;
    };
  }

  private Json object(Json.Obj object, String parent, Pointer where, int depth) {
    String valueLabel = names.enabled() || object.has("value") ? label(object, false) : null;
    String nameLabel = valueLabel == null ? null : label(object, true);
    String recordName = nameLabel == null ? null : object.text(nameLabel);
    boolean isDeclared = recordName != null && object.flag("secret");
    boolean isSecretRecord =
        recordName != null
            && names.enabled()
            && (isDeclared || isFlagged(object) || isSecret(parent, recordName));
    boolean isManifest =
        names.enabled() && "Secret".equals(object.text("kind")) && object.has("apiVersion");
    return members(
        object,
        where,
        (name, value, at) -> {
          if (recordName != null && name.equals(valueLabel)) {
            if (isSecretRecord) {
              return leaves(value, recordName, isDeclared, at, depth);
            }
            return clean(value, recordName, at, depth);
          }
          if (isManifest && (name.equals("data") || name.equals("stringData"))) {
            return leaves(value, "secret", false, at, depth);
          }
          return member(parent, name, value, at, depth);
        });
  }

  /// `name` and `value` under one of their other names; null when there is none.
  private static @Nullable String label(Json.Obj object, boolean ofName) {
    String usual = ofName ? "name" : "value";
    if (object.has(usual) && (!ofName || object.text(usual) != null)) {
      return usual;
    }
    if (object.members().size() > MAX_RECORD_MEMBERS) {
      return null;
    }
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      String name = member.getKey();
      boolean isLabel =
          ofName
              ? NamedRecords.isNameLabel(name) && member.getValue() instanceof Json.Str
              : NamedRecords.isValueLabel(name);
      if (isLabel) {
        return name;
      }
    }
    return null;
  }

  /// As CI systems and Terraform mark what they hide.
  private static boolean isFlagged(Json.Obj object) {
    return FLAGS.stream().anyMatch(object::flag);
  }

  private Json member(String parent, String name, Json value, Pointer where, int depth) {
    if (isEvent && SecretDigests.isRecord(parent, name, value)) {
      return onlyValues(value, where);
    }
    if (isSecret(parent, name) && !NameLists.is(name, value)) {
      return leaves(value, name, false, where, depth);
    }
    if (names.enabled() && ARGUMENTS.contains(name) && value instanceof Json.Arr words) {
      return arguments(words, name, where, depth);
    }
    if (isEvent && Findings.isRecord(name, value)) {
      return onlyValues(value, where);
    }
    if (isEvent && names.enabled() && HEADERS.contains(name)) {
      return headers(value, where, depth);
    }
    return clean(value, name, where, depth);
  }

  /// The words of a command line.
  private Json arguments(Json.Arr array, String parent, Pointer where, int depth) {
    List<String> words = new ArrayList<>();
    for (Json item : array.items()) {
      words.add(item instanceof Json.Str word ? word.value() : "");
    }
    Map<Integer, Spans> cuts = new LinkedHashMap<>();
    CommandLineWords.find(
        words,
        false,
        (word, from, to, name) -> {
          captures.capture(name, words.get(word).substring(from, to));
          cuts.computeIfAbsent(word, at -> new Spans())
              .add(new Span(from, to, name, to - from, TextScan.COMMAND));
        });
    int[] index = {-1};
    return items(
        array,
        where,
        (item, at) -> {
          index[0]++;
          Spans found = cuts.get(index[0]);
          return found == null
              ? clean(item, parent, at, depth + 1)
              : clean(Json.of(text.cut(words.get(index[0]), found, at)), parent, at, depth + 1);
        });
  }

  private Json onlyValues(Json value, Pointer where) {
    return switch (value) {
      case Json.Str string -> string(string, text.cleanValues(string.value(), where));
      case Json.Arr array -> items(array, where, this::onlyValues);
      case Json.Obj object -> members(object, where, (name, item, at) -> onlyValues(item, at));
      case Json.Num number -> number;
      case Json.Null nothing -> nothing;
      case Json.Bool bool -> bool;
    };
  }

  /// Everything below a secret name, leaf by leaf. Booleans and null tell nothing.
  private Json leaves(Json value, String name, boolean declared, Pointer where, int depth) {
    return switch (value) {
      case Json.Str string ->
          string.value().isEmpty()
                  || Placeholder.isWhole(string.value())
                  || CommonValues.isMasked(string.value())
                  || Messages.isSession(name, string.value())
              ? string
              : secret(string.value(), name, declared, where);
      case Json.Num number ->
          SecretNames.isCount(name, number.text())
              ? number
              : secret(number.text(), name, declared, where);
      case Json.Arr array ->
          depth > MAX_DEPTH
              ? tooDeep(where)
              : items(array, where, (item, at) -> leaves(item, name, declared, at, depth + 1));
      case Json.Obj object ->
          depth > MAX_DEPTH
              ? tooDeep(where)
              : members(
                  object,
                  where,
                  (member, item, at) -> leaves(item, member, declared, at, depth + 1));
      case Json.Null nothing -> nothing;
      case Json.Bool bool -> bool;
    };
  }

  private Json secret(String value, String name, boolean declared, Pointer where) {
    if (declared) {
      captures.declare(name, value);
    } else {
      captures.capture(name, value);
    }
    return Json.of(text.replaced(name, value.length(), RedactionReason.NAME, where));
  }

  /// `[{"name": …, "value": …}]`, or an object of names and values. Anything else is not headers.
  private Json headers(Json value, Pointer where, int depth) {
    return switch (value) {
      case Json.Arr array ->
          items(
              array,
              where,
              (item, at) ->
                  item instanceof Json.Obj header && header.text("name") != null
                      ? header(header, at, depth + 2)
                      : clean(item, "headers", at, depth + 1));
      case Json.Obj object ->
          members(object, where, (name, item, at) -> headerValue(name, item, at, depth + 1));
      case Json.Str string -> clean(string, "headers", where, depth);
      case Json.Num number -> clean(number, "headers", where, depth);
      case Json.Null nothing -> nothing;
      case Json.Bool bool -> bool;
    };
  }

  private Json header(Json.Obj header, Pointer where, int depth) {
    String headerName = header.text("name", "");
    return members(
        header,
        where,
        (name, value, at) ->
            name.equals("name")
                ? clean(value, "headers", at, depth)
                : headerValue(headerName, value, at, depth));
  }

  private Json headerValue(String name, Json value, Pointer where, int depth) {
    return switch (value) {
      case Json.Str string -> string(string, headers.clean(name, string.value(), where));
      case Json.Num number ->
          SafeHeaders.contains(name)
              ? number(number, where)
              : Json.of(headers.clean(name, number.text(), where));
      case Json.Arr array ->
          items(array, where, (item, at) -> headerValue(name, item, at, depth + 1));
      case Json.Obj object -> leaves(object, name, false, where, depth);
      case Json.Null nothing -> nothing;
      case Json.Bool bool -> bool;
    };
  }

  /// A short secret inside a longer number is a coincidence, and the number stays one.
  private Json number(Json.Num number, Pointer where) {
    if (number.text().length() < SecretRedactor.MIN_VALUE_CHARS) {
      return number;
    }
    Spans spans = new Spans();
    known.find(number.text(), spans);
    for (Span span : spans.merged()) {
      int length = span.to() - span.from();
      if (length == number.text().length() || length >= MIN_CHARS_INSIDE_NUMBER) {
        return Json.of(text.replaced(span.name(), span.length(), RedactionReason.VALUE, where));
      }
    }
    return number;
  }

  private Json tooDeep(Pointer where) {
    return Json.of(text.replaced("depth", MAX_DEPTH, RedactionReason.DEPTH, where));
  }

  private static Json string(Json.Str before, String after) {
    return before.value().equals(after) ? before : Json.of(after);
  }

  @FunctionalInterface
  private interface ItemRule {
    Json apply(Json item, Pointer where);
  }

  @FunctionalInterface
  private interface MemberRule {
    Json apply(String name, Json value, Pointer where);
  }

  /// By reference: whatever was cleaned is a new instance, and comparing trees would cost more.
  @SuppressWarnings("ReferenceEquality")
  static boolean isSame(Json before, Json after) {
    return before == after;
  }

  private static Json items(Json.Arr array, Pointer where, ItemRule rule) {
    List<Json> cleaned = null;
    for (int index = 0; index < array.size(); index++) {
      Json item = array.items().get(index);
      Json after = rule.apply(item, where.item(index));
      if (!isSame(item, after) && cleaned == null) {
        cleaned = new ArrayList<>(array.items());
      }
      if (cleaned != null) {
        cleaned.set(index, after);
      }
    }
    return cleaned == null ? array : new Json.Arr(cleaned);
  }

  private Json members(Json.Obj object, Pointer where, MemberRule rule) {
    Map<String, Json> cleaned = null;
    int same = 0;
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      String name = name(member.getKey(), where, cleaned == null ? Map.of() : cleaned, object);
      Json after = rule.apply(member.getKey(), member.getValue(), where.member(name));
      if (cleaned == null) {
        if (isSame(member.getValue(), after) && name.equals(member.getKey())) {
          same++;
          continue;
        }
        cleaned = first(same, object);
      }
      cleaned.put(name, after);
    }
    return cleaned == null ? object : new Json.Obj(cleaned);
  }

  private static Map<String, Json> first(int count, Json.Obj object) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      if (members.size() == count) {
        break;
      }
      members.put(member.getKey(), member.getValue());
    }
    return members;
  }

  /// A name that is one of secrets before or after it was cleaned itself, so that a second
  /// redaction sees no more than the first.
  private boolean isSecret(String parent, String name) {
    return names.isSecret(parent, Placeholder.without(name))
        || (names.enabled()
            && known.occursIn(name)
            && names.isSecret(parent, Placeholder.without(text.quietly(name))));
  }

  /// Two names that become the same placeholder both stay: the second gets `#2`.
  private String name(String before, Pointer where, Map<String, Json> taken, Json.Obj object) {
    String after = text.clean(before, where);
    if (after.equals(before)) {
      return before;
    }
    String free = after;
    for (int count = 2; taken.containsKey(free) || object.has(free); count++) {
      free = after + "#" + count;
    }
    return free;
  }
}
