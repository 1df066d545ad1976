package dev.clew.draft.capture;

import dev.clew.core.json.Json;
import dev.clew.draft.text.Field;
import dev.clew.draft.text.Marks;
import dev.clew.draft.text.SafeNames;
import dev.clew.redaction.name.SecretPlaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values that services made: what an answer has and no request before it had sent. A later
/// request that has one of them gets it from the answer's stage. What a request had sent first is
/// the user's own (an e-mail address that is echoed), and stays as it is.
final class Produced {
  private static final int MIN_CHARS = 6;
  private static final int MAX_CHARS = 16 * 1024;
  private static final int MAX_VALUES = 50_000;
  private static final Set<String> IDS = Set.of("id", "uuid", "guid");
  private static final Set<String> RESERVED = Set.of("body", "http_status");

  /// @param name of the member; the output gets it, or one like it, when the value is first used
  private record Source(int stage, String path, String name, boolean secret) {}

  private static final class Outputs {
    final SafeNames names = new SafeNames();
    final Map<String, String> keyOfPath = new HashMap<>();
    final List<Field> declared = new ArrayList<>();
    final List<String> secret = new ArrayList<>();

    Outputs() {
      RESERVED.forEach(name -> names.unique(name, name));
    }
  }

  private final List<String> stages;
  private final Map<String, Source> sources = new HashMap<>();
  private final Set<String> sent = new HashSet<>();
  private final Map<Integer, Outputs> outputs = new HashMap<>();

  /// @param stages the names of all stages, in order
  Produced(List<String> stages) {
    this.stages = stages;
  }

  void sent(String value) {
    sent.add(value);
  }

  void answered(int stage, Json answer, SecretInputs secrets) {
    walk(stage, answer, "", "", "", secrets);
  }

  private void walk(
      int stage, Json value, String path, String parent, String name, SecretInputs secrets) {
    if (sources.size() >= MAX_VALUES) {
      return;
    }
    switch (value) {
      case Json.Obj object ->
          object
              .members()
              .forEach((key, member) -> {
                if (isAddressable(key)) {
                  walk(stage, member, path + "." + key, name, key, secrets);
                }
              });
      case Json.Arr array -> {
        for (int index = 0; index < array.size(); index++) {
          walk(stage, array.items().get(index), path + "." + index, parent, name, secrets);
        }
      }
      case Json.Str string -> add(stage, string.value(), false, path, parent, name, secrets);
      case Json.Num number -> add(stage, number.text(), true, path, parent, name, secrets);
      case Json.Bool bool -> {}
      case Json.Null nothing -> {}
    }
  }

  private void add(
      int stage,
      String value,
      boolean isNumber,
      String path,
      String parent,
      String name,
      SecretInputs secrets) {
    boolean long_ = !isNumber && value.length() >= MIN_CHARS && value.length() <= MAX_CHARS;
    boolean wanted = !value.isBlank() && (long_ || (value.length() <= MAX_CHARS && isId(name)));
    if (wanted && !sent.contains(value)) {
      boolean secret = SecretPlaces.isSecretMember(parent, name) || secrets.looksSecret(value);
      sources.putIfAbsent(value, new Source(stage, path, name, secret));
    }
  }

  /// The token for a value of a request; null when no earlier answer had it.
  ///
  /// @param place the name of what holds the value; empty for a segment of a path. A short id is
  ///   too common to be believed anywhere but in a path or below the name of an id.
  @Nullable String token(String value, String place) {
    Source source = sources.get(value);
    if (source == null || (value.length() < MIN_CHARS && !place.isEmpty() && !isId(place))) {
      return null;
    }
    Outputs of = outputs.computeIfAbsent(source.stage(), unseen -> new Outputs());
    String key = of.keyOfPath.get(source.path());
    if (key == null) {
      key = of.names.unique(SafeNames.identifier(source.name()), "value");
      of.keyOfPath.put(source.path(), key);
      of.declared.add(new Field(key, "{{response.body" + source.path() + "}}"));
      if (source.secret()) {
        of.secret.add(key);
      }
    }
    return "{{stage:" + stages.get(source.stage()) + ".output." + key + "}}";
  }

  List<Field> outputs(int stage) {
    Outputs of = outputs.get(stage);
    return of == null ? List.of() : of.declared;
  }

  List<String> secretOutputs(int stage) {
    Outputs of = outputs.get(stage);
    return of == null ? List.of() : of.secret;
  }

  static boolean isId(String name) {
    String words = SafeNames.kebab(name);
    return IDS.contains(words.substring(words.lastIndexOf('-') + 1));
  }

  /// Whether a path can name the member (docs/workflow-language.md: what a name has none of).
  private static boolean isAddressable(String name) {
    return !name.isEmpty()
        && name.equals(name.strip())
        && name.codePoints().noneMatch(unit -> ".:?{}()[],|'\"".indexOf(unit) >= 0)
        && name.codePoints().noneMatch(Character::isISOControl)
        && Marks.without(name).equals(name);
  }
}
