package dev.clew.redaction.value;

import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.SecretDigest;
import dev.clew.core.json.Json;
import dev.clew.redaction.text.Characters;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an attempt says about its secret inputs: `secrets: [{name, provider, hmac}]`. The name of
/// the member is one of secrets, and what stands there is not: the HMAC is under a key that no
/// report holds, so it says only whether two runs had the same value.
public final class SecretDigests {
  private static final Set<String> MEMBERS =
      Set.of(SecretDigest.NAME.name(), SecretDigest.PROVIDER.name(), SecretDigest.HMAC.name());
  private static final int HMAC_CHARS = 32;

  private SecretDigests() {}

  /// Whether that member of an event's attributes has this form, to the last character: anything
  /// else below that name is taken for secrets.
  public static boolean isRecord(String parent, String name, Json value) {
    return parent.isEmpty()
        && name.equals(AttemptStarted.SECRETS.name())
        && value instanceof Json.Arr array
        && array.items().stream().allMatch(SecretDigests::isEntry);
  }

  private static boolean isEntry(Json item) {
    return item instanceof Json.Obj entry
        && entry.members().keySet().equals(MEMBERS)
        && SecretDigest.NAME.in(entry) != null
        && SecretDigest.PROVIDER.in(entry) != null
        && isHmac(SecretDigest.HMAC.in(entry));
  }

  private static boolean isHmac(@Nullable String text) {
    return text != null
        && text.length() == HMAC_CHARS
        && text.chars().allMatch(unit -> Characters.isLowerHex((char) unit));
  }
}
