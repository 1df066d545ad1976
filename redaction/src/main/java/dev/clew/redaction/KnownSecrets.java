package dev.clew.redaction;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.value.CommonValues;
import dev.clew.redaction.value.Form;
import dev.clew.redaction.value.Secret;
import dev.clew.redaction.value.ValueForms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every value that is known to be a secret, declared or captured. Thread-safe.
final class KnownSecrets {
  /// More captured values than this are redacted only where they stand.
  static final int MAX_CAPTURED = 20_000;

  private final Map<String, Secret> byValue = new HashMap<>();
  private final Set<WeakSecret> weak = new LinkedHashSet<>();
  private final Set<String> weakNames = new HashSet<>();
  private final Set<String> keptNames = new HashSet<>();
  private List<Form> pending = new ArrayList<>();

  /// The values that nothing has been redacted with yet.
  private final Set<String> unused = new HashSet<>();

  private KnownValues known = KnownValues.NONE;
  private int captured;

  /// Whether something of it is new.
  synchronized boolean declare(String name, String value) {
    String stripped = value.strip();
    if (stripped.isEmpty()) {
      return false;
    }
    boolean isNew = false;
    if (stripped.length() < SecretRedactor.MIN_VALUE_CHARS) {
      weaken(name, WeakSecret.Reason.TOO_SHORT);
    } else if (CommonValues.isCommon(stripped)) {
      weaken(name, WeakSecret.Reason.COMMON);
    } else {
      isNew = put(name, stripped, true);
    }
    for (String part : parts(stripped)) {
      isNew |= put(name, part, true);
    }
    return isNew;
  }

  /// Whether it is new.
  synchronized boolean capture(String name, String value) {
    String stripped = value.strip();
    Secret before = byValue.get(stripped);
    boolean isKnown =
        before != null && before.name().equals(named(name, stripped, false, before).name());
    if (isKnown && !mayHaveParts(stripped)) {
      return false;
    }
    if (captured >= MAX_CAPTURED || !CommonValues.isWorthCapturing(stripped)) {
      return false;
    }
    boolean isNew = put(name, stripped, false);
    for (String part : parts(stripped)) {
      isNew |= put(name, part, false);
    }
    return isNew;
  }

  synchronized KnownValues known() {
    if (!pending.isEmpty()) {
      known = known.plus(pending);
      pending = new ArrayList<>();
      unused.clear();
    }
    return known;
  }

  synchronized Set<String> weakNames() {
    return weakNames.isEmpty() ? Set.of() : Set.copyOf(weakNames);
  }

  synchronized void keep(String name) {
    keptNames.add(name);
  }

  /// Names below which nothing is a secret only because of the name.
  synchronized Set<String> keptNames() {
    return keptNames.isEmpty() ? Set.of() : Set.copyOf(keptNames);
  }

  synchronized List<WeakSecret> weak() {
    return List.copyOf(weak);
  }

  private void weaken(String name, WeakSecret.Reason reason) {
    weak.add(new WeakSecret(name, reason));
    weakNames.add(Characters.lower(name));
  }

  private boolean put(String name, String value, boolean declared) {
    Secret before = byValue.get(value);
    Secret secret = named(name, value, declared, before);
    if (secret.equals(before)) {
      return false;
    }
    byValue.put(value, secret);
    pending.addAll(ValueForms.of(value, secret));
    unused.add(value);
    if (!declared && before == null) {
      captured++;
    }
    return before == null;
  }

  /// The same value under several names is called by a declared one, else by the first in the
  /// alphabet, so that the order of learning does not show. But a name that may stand in a row
  /// gives way to no other of its sort: a recording in which one secret has two names could not be
  /// played back.
  private Secret named(String name, String value, boolean declared, @Nullable Secret before) {
    String shown = Placeholder.nameOf(name);
    if (before == null) {
      return new Secret(shown, value.length(), declared);
    }
    boolean isBetter =
        declared == before.declared()
            ? shown.compareTo(before.name()) < 0 && unused.contains(value)
            : declared;
    return isBetter ? new Secret(shown, value.length(), declared) : before;
  }

  /// The lines of a value of several lines, and the strings and numbers of one that is JSON.
  private static Set<String> parts(String value) {
    if (!mayHaveParts(value)) {
      return Set.of();
    }
    Set<String> parts = new LinkedHashSet<>();
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      value.lines().map(String::strip).filter(KnownSecrets::isWorthOfItsOwn).forEach(parts::add);
    }
    if (value.startsWith("{") || value.startsWith("[")) {
      try {
        leaves(JsonText.parse(value), parts);
      } catch (JsonText.Malformed e) {
        return parts;
      }
    }
    return parts;
  }

  private static boolean mayHaveParts(String value) {
    return value.indexOf('\n') >= 0
        || value.indexOf('\r') >= 0
        || value.startsWith("{")
        || value.startsWith("[");
  }

  private static void leaves(Json value, Set<String> leaves) {
    switch (value) {
      case Json.Str string -> leaf(string.value().strip(), leaves);
      case Json.Num number -> leaf(number.text(), leaves);
      case Json.Arr array -> array.items().forEach(item -> leaves(item, leaves));
      case Json.Obj object -> object.members().values().forEach(member -> leaves(member, leaves));
      case Json.Null nothing -> {}
      case Json.Bool bool -> {}
    }
  }

  private static void leaf(String text, Set<String> leaves) {
    if (isWorthOfItsOwn(text)) {
      leaves.add(text);
      text.lines().map(String::strip).filter(KnownSecrets::isWorthOfItsOwn).forEach(leaves::add);
    }
  }

  /// Not `-----BEGIN PRIVATE KEY-----` nor `"type": "service_account"`.
  private static boolean isWorthOfItsOwn(String part) {
    return CommonValues.isWorthCapturing(part) && !part.startsWith("-----");
  }
}
