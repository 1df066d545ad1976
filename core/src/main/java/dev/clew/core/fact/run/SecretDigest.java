package dev.clew.core.fact.run;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A secret that an attempt was given, recognisable without being known.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record SecretDigest(Json.Obj attributes) implements Part {
  public static final Attribute<String> NAME = Attribute.text("name", "What it is called.");

  public static final Attribute<String> PROVIDER =
      Attribute.text("provider", "Who gave it: `env`, a plug-in.");

  public static final Attribute<String> HMAC =
      Attribute.text("hmac", "Keyed digest of the value ([`redaction.md`](redaction.md)).");

  public static final PartType<SecretDigest> TYPE =
      PartType.of(
          SecretDigest.class,
          SecretDigest::new,
          "A secret that an attempt was given, recognisable without being known.",
          List.of(NAME, PROVIDER, HMAC));

  public String name() {
    return get(NAME, "");
  }

  public @Nullable String provider() {
    return get(PROVIDER);
  }

  public @Nullable String hmac() {
    return get(HMAC);
  }
}
