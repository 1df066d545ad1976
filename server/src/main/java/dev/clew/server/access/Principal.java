package dev.clew.server.access;

import dev.clew.store.RunKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who asks, and what they may.
///
/// @param id of the token; for whoever needs none, what they are called in the log
/// @param role null for whoever has said nothing of themselves
/// @param namespaces whose runs they may send and read; null for all
/// @param payloads whether they may read what runs have read and written, beside what is said of it
/// @param quota what they may send
public record Principal(
    String id,
    @Nullable Role role,
    @Nullable Set<String> namespaces,
    boolean payloads,
    Quota quota) {
  /// Whoever has said nothing, where nothing needs to be said.
  public static final Principal NOBODY = new Principal("nobody", null, Set.of(), false, Quota.NONE);

  /// Whoever is on this machine, while nobody has made a token.
  public static final Principal LOCAL =
      new Principal("local", Role.OPERATE, null, true, Quota.NONE);

  /// The owner of the data folder, who asks by its socket.
  public static final Principal OWNER = new Principal("owner", Role.ADMIN, null, true, Quota.NONE);

  public Principal {
    namespaces = namespaces == null ? null : Set.copyOf(namespaces);
  }

  public boolean may(Right right) {
    return right == Right.ANYBODY || (role != null && role.allows(right));
  }

  /// Whether there is such a namespace, for them. The server's own is nobody's.
  public boolean sees(String namespace) {
    return !namespace.equals(RunKey.SERVER_NAMESPACE)
        && (namespaces == null || namespaces.contains(namespace));
  }

  /// The namespaces in which something is looked for.
  ///
  /// @param asked the only one that is meant; null for all
  /// @return null for every one; with none in it, there is nothing to be found
  public @Nullable Set<String> among(@Nullable String asked) {
    if (asked != null) {
      return sees(asked) ? Set.of(asked) : Set.of();
    }
    return namespaces;
  }

  /// Where a run belongs that says no namespace.
  ///
  /// @param otherwise that of the server
  public String home(String otherwise) {
    return namespaces != null && namespaces.size() == 1 ? namespaces.iterator().next() : otherwise;
  }
}
