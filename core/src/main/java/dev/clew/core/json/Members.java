package dev.clew.core.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// The members of an object that is being made. They are handed over to it once and not copied;
/// whoever goes on with them afterwards goes on with a copy. Not thread-safe before that.
final class Members extends LinkedHashMap<String, Json> {
  private static final long serialVersionUID = 1;

  private boolean handedOver;

  Members() {}

  private Members(Members copied) {
    super(copied);
  }

  /// A map with these members that nobody else changes.
  static Map<String, Json> ownedOf(Map<String, Json> members) {
    if (members instanceof Members own && !own.handedOver) {
      own.handedOver = true;
      return own;
    }
    Map<String, Json> copy = new LinkedHashMap<>(members);
    for (Map.Entry<String, Json> member : copy.entrySet()) {
      Objects.requireNonNull(member.getValue(), member.getKey());
    }
    return copy;
  }

  /// These, or a copy if they are an object's already.
  Members open() {
    return handedOver ? new Members(this) : this;
  }
}
