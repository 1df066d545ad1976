package dev.clew.redaction.value;

import dev.clew.core.json.Json;
import dev.clew.redaction.text.Characters;
import java.util.Set;

/// What an attempt says about its secret inputs: `secrets: [{name, provider, hmac}]`. The name of
/// the member is one of secrets, and what stands there is not: the HMAC is under a key that no
/// report holds, so it says only whether two runs had the same value.
public final class SecretDigests {
  private static final String MEMBER = "secrets";
  private static final Set<String> MEMBERS = Set.of("name", "provider", "hmac");
  private static final int HMAC_CHARS = 32;

  private SecretDigests() {}

  /// Whether that member of an event's attributes has this form, to the last character: anything
  /// else below that name is taken for secrets.
  public static boolean isRecord(String parent, String name, Json value) {
    return parent.isEmpty()
        && name.equals(MEMBER)
        && value instanceof Json.Arr array
        && array.items().stream().allMatch(SecretDigests::isEntry);
  }

  private static boolean isEntry(Json item) {
    return item instanceof Json.Obj entry
        && entry.members().keySet().equals(MEMBERS)
        && entry.text("name") != null
        && entry.text("provider") != null
        && isHmac(entry.text("hmac", ""));
  }

  private static boolean isHmac(String text) {
    return text.length() == HMAC_CHARS
        && text.chars().allMatch(unit -> Characters.isLowerHex((char) unit));
  }
}
