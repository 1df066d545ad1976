package dev.clew.cli.run;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.workflow.input.BoundInput;
import dev.clew.workflow.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What an attempt says about its secret inputs, so that a comparison can say that one has changed:
/// name, provider, and an HMAC under the key of this user, which nobody without the key can try
/// values against (DESIGN §5.6, §5.12).
///
/// @param facts `[{name, provider, hmac}]`; null when there are no secret inputs, or no key
/// @param warning why there is no key; null when nobody needs to know
record SecretFacts(@Nullable List<Json> facts, @Nullable String warning) {
  private static final String DOMAIN = "clew.secret.v1";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEPT_BYTES = 16;

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
      return new SecretFacts(facts(secrets, LocalKey.readOrMake(keyFile)), null);
    } catch (IOException e) {
      return new SecretFacts(
          null,
          "clew diff will not see whether a secret input changed, because the key "
              + keyFile
              + " cannot be used: "
              + Reports.reason(e));
    }
  }

  private static List<Json> facts(List<BoundInput> secrets, byte[] key) {
    List<Json> facts = new ArrayList<>();
    for (BoundInput secret : secrets) {
      Json value = secret.value();
      if (value != null) {
        facts.add(
            Json.object()
                .put("name", secret.spec().name())
                .put("provider", provider(secret.source()))
                .put("hmac", hmac(key, secret.spec().name(), value))
                .build());
      }
    }
    return facts;
  }

  /// Without the line of a file: that moves when another line is added.
  private static String provider(String source) {
    return source.replaceFirst(":[0-9]+$", "");
  }

  /// The first 128 bits of `HMAC-SHA-256(key, "clew.secret.v1\0" ‖ JCS{name, value})` as hex
  /// digits. With the name, so that two inputs of one value do not show that they are equal.
  static String hmac(byte[] key, String name, Json value) {
    Json.Obj message = Json.object().put("name", name).put("value", value).build();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(Digest.domain(DOMAIN));
      byte[] digest = mac.doFinal(Canonical.bytes(Json.interoperable(message)));
      return HexFormat.of().formatHex(digest, 0, KEPT_BYTES);
    } catch (GeneralSecurityException e) {
      throw new ClewException("every Java has HmacSHA256", e);
    }
  }
}
