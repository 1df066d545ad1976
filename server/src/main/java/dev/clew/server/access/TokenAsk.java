package dev.clew.server.access;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.store.RunKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a token is to be like.
///
/// @param namespaces whose runs it may send and read; null for all
/// @param payloads whether it may read payloads; an admin's may in any case
/// @param label what it is for
/// @param life `seconds` in JSON; null when it does not expire
public record TokenAsk(
    Role role,
    @Nullable Set<String> namespaces,
    boolean payloads,
    Quota quota,
    String label,
    @Nullable Duration life) {
  public static final Duration USUAL_LIFE = Duration.ofDays(365);
  private static final Duration LONGEST_LIFE = Duration.ofDays(3650);
  private static final int LABEL_CHARS = 200;
  private static final List<String> MEMBERS =
      List.of(
          "role",
          "namespaces",
          "payloads",
          "requests_per_second",
          "bytes_per_second",
          "label",
          "seconds");

  /// @throws Refusal when there can be no such token; the message says why
  public TokenAsk {
    if (namespaces != null) {
      namespaces = Set.copyOf(namespaces);
      if (namespaces.isEmpty() || namespaces.contains("")) {
        throw Refusal.invalid("a token is for one namespace or several, or for all");
      }
      if (namespaces.contains(RunKey.SERVER_NAMESPACE)) {
        throw Refusal.invalid(
            "the namespace " + RunKey.SERVER_NAMESPACE + " is the server's own, and no token's");
      }
    }
    if (role == Role.ADMIN && namespaces != null) {
      throw Refusal.invalid("an admin is one of the whole server: leave the namespace out");
    }
    if (label.length() > LABEL_CHARS) {
      throw Refusal.invalid("a label has at most " + LABEL_CHARS + " characters");
    }
    if (life != null && (life.isNegative() || life.isZero() || life.compareTo(LONGEST_LIFE) > 0)) {
      throw Refusal.invalid("a token lives up to " + LONGEST_LIFE.toDays() + " days, or for ever");
    }
  }

  /// Reads what [#toJson] gives.
  ///
  /// @throws Refusal when there can be no such token; the message says why
  public static TokenAsk read(Json.Obj asked) {
    for (String member : asked.members().keySet()) {
      if (!MEMBERS.contains(member)) {
        throw Refusal.invalid(
            "what is asked of a token has no member "
                + member
                + ", but "
                + String.join(", ", MEMBERS));
      }
    }
    Role role = Role.of(asked.text("role", ""));
    if (role == null) {
      throw Refusal.invalid("role is one of ingest, read, operate, admin");
    }
    return new TokenAsk(
        role,
        asked.has("namespaces") ? Token.texts(asked.list("namespaces")) : null,
        asked.flag("payloads"),
        new Quota(number(asked, "requests_per_second"), number(asked, "bytes_per_second")),
        asked.text("label", ""),
        asked.has("seconds") ? Duration.ofSeconds(number(asked, "seconds")) : null);
  }

  private static long number(Json.Obj asked, String name) {
    Long number = asked.has(name) ? asked.whole(name) : Long.valueOf(0);
    if (number == null || number < 0) {
      throw Refusal.invalid(name + " is a whole number from 0");
    }
    return number;
  }

  public Json.Obj toJson() {
    return Json.object()
        .putAll(Token.said(owner(""), label))
        .put("seconds", life == null ? null : life.toSeconds())
        .build();
  }

  Principal owner(String id) {
    return new Principal(id, role, namespaces, payloads || role == Role.ADMIN, quota);
  }
}
