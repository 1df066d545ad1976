package dev.clew.server.access;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the server knows of a token: all but the token.
///
/// @param digest of its text
/// @param label what it is for, in its maker's words; may be empty
/// @param expiresAt null when it does not expire
/// @param revokedAt null while it is good
public record Token(
    Principal owner,
    Digest digest,
    String label,
    Timestamp createdAt,
    @Nullable Timestamp expiresAt,
    @Nullable Timestamp revokedAt) {

  public String id() {
    return owner.id();
  }

  public boolean isGood(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt.instant()));
  }

  Token revoked(Timestamp when) {
    return revokedAt == null ? new Token(owner, digest, label, createdAt, expiresAt, when) : this;
  }

  /// As others see it: without the digest.
  public Json.Obj toJson() {
    return Json.object()
        .put("token_id", id())
        .putAll(said())
        .put("created_at", createdAt.toString())
        .put("revoked_at", revokedAt == null ? null : revokedAt.toString())
        .build();
  }

  /// What its maker said of it.
  Json.Obj said() {
    return Json.object()
        .putAll(said(owner, label))
        .put("expires_at", expiresAt == null ? null : expiresAt.toString())
        .build();
  }

  /// What is said of a token, made or wanted, but for how long it lives.
  static Json.Obj said(Principal owner, String label) {
    Set<String> namespaces = owner.namespaces();
    Quota quota = owner.quota();
    Role role = owner.role();
    return Json.object()
        .put("role", role == null ? null : role.wire())
        .put(
            "namespaces",
            namespaces == null ? null : Json.strings(namespaces.stream().sorted().toList()))
        .put("payloads", owner.payloads())
        .put("requests_per_second", quota.requests() == 0 ? null : Json.of(quota.requests()))
        .put("bytes_per_second", quota.bytes() == 0 ? null : Json.of(quota.bytes()))
        .put("label", label.isEmpty() ? null : label)
        .build();
  }

  /// Reads what [#said] gives.
  static Principal owner(String id, Json.Obj said) {
    Set<String> namespaces = said.has("namespaces") ? texts(said.list("namespaces")) : null;
    return new Principal(
        id,
        // A role of a later version allows nothing here.
        Role.of(said.text("role", "")),
        namespaces,
        said.flag("payloads"),
        new Quota(number(said, "requests_per_second"), number(said, "bytes_per_second")));
  }

  static Set<String> texts(List<Json> items) {
    Set<String> texts = new LinkedHashSet<>();
    for (Json item : items) {
      if (item instanceof Json.Str text) {
        texts.add(text.value());
      }
    }
    return texts;
  }

  private static long number(Json.Obj said, String name) {
    Long number = said.whole(name);
    return number == null || number < 0 ? 0 : number;
  }
}
