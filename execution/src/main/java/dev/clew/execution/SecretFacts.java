package dev.clew.execution;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.SecretDigest;
import dev.clew.core.json.Json;
import dev.clew.plan.Plan;
import dev.clew.plan.input.BoundInput;
import dev.clew.runs.secret.SecretHmac;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an attempt says about its secret inputs, so that a comparison can say that one has changed:
/// name, provider, and an HMAC under the key of this user, which nobody without the key can try
/// values against (DESIGN §5.6, §5.12).
///
/// @param facts null when there are no secret inputs, or no key
/// @param warning why there is no key; null when nobody needs to know
record SecretFacts(@Nullable List<SecretDigest> facts, @Nullable String warning) {
  /// The key file is only touched when there is something to use it for.
  static SecretFacts of(Plan plan, Path keyFile) {
    List<BoundInput> secrets = new ArrayList<>();
    for (BoundInput input : plan.inputs().all()) {
      if (input.isSecret() && input.value() != null) {
        secrets.add(input);
      }
    }
    if (secrets.isEmpty()) {
      return new SecretFacts(null, null);
    }
    try {
      return new SecretFacts(facts(secrets, SecretHmac.from(keyFile)), null);
    } catch (IOException e) {
      return new SecretFacts(
          null,
          "a comparison will not see whether a secret input changed, because " + e.getMessage());
    }
  }

  private static List<SecretDigest> facts(List<BoundInput> secrets, SecretHmac key) {
    List<SecretDigest> facts = new ArrayList<>();
    for (BoundInput secret : secrets) {
      Json value = secret.value();
      if (value != null) {
        facts.add(
            new SecretDigest(
                new Attributes()
                    .with(SecretDigest.NAME, secret.spec().name())
                    .with(SecretDigest.PROVIDER, provider(secret.source()))
                    .with(SecretDigest.HMAC, key.of(secret.spec().name(), value))
                    .build()));
      }
    }
    return facts;
  }

  /// Without the line of a file: that moves when another line is added.
  private static String provider(String source) {
    return source.replaceFirst(":[0-9]+$", "");
  }
}
