package dev.clew.attest.approved;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.ledger.Row;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A definition file of a run, as the run captured it.
///
/// @param role `workflow`, `catalog`, `child_workflow`, `file` …
/// @param name as the run names it: the workflow and the catalog as their user named them, others
///   relative to the folder of the workflow
/// @param sha256 of the bytes of the file as it was read; null when no such digest was kept
/// @param isRedacted whether there is no digest because a secret was taken out of what is stored
/// @param unknown why there is no digest; empty when there is one
public record CapturedDefinition(
    String role, String name, @Nullable Digest sha256, boolean isRedacted, String unknown) {
  /// What a recorded command ran with, which clew itself wrote down: no files.
  private static final Set<String> NO_FILES =
      Set.of(ConfigCaptured.COMMAND, ConfigCaptured.ENVIRONMENT);

  /// Each once, in the order in which they were captured. One that was another at a later attempt
  /// is there as often.
  public static List<CapturedDefinition> of(Collection<Row> rows) {
    Set<CapturedDefinition> found = new LinkedHashSet<>();
    for (Row row : rows) {
      String role = ConfigCaptured.from(row.event()).get(ConfigCaptured.ROLE);
      if (row.event().is(Kind.CONFIG_CAPTURED)
          && row.verdict() == Row.Verdict.ACCEPTED
          && role != null
          && !NO_FILES.contains(role)) {
        found.add(of(row, role));
      }
    }
    return List.copyOf(found);
  }

  private static CapturedDefinition of(Row row, String role) {
    ConfigCaptured captured = ConfigCaptured.from(row.event());
    String name = captured.name();
    String said = captured.sha256();
    Payload payload = row.payload();
    if (said != null) {
      Digest digest = digest(said);
      return new CapturedDefinition(
          role, name, digest, false, digest == null ? "what the run says is no SHA-256" : "");
    }
    if (payload == null) {
      return new CapturedDefinition(
          role,
          name,
          null,
          false,
          captured.has(ConfigCaptured.KEYS)
              ? "only the names of its variables were recorded"
              : "neither its bytes nor a digest of them were recorded");
    }
    return isRedacted(row.event(), payload)
        ? new CapturedDefinition(role, name, null, true, "a secret was taken out")
        : new CapturedDefinition(role, name, payload.digest(), false, "");
  }

  private static @Nullable Digest digest(String hex) {
    try {
      return new Digest(hex);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Before it was written, or late: then the payload is not even the one that the event refers to.
  private static boolean isRedacted(Event event, Payload payload) {
    return AnyEvent.from(event).has(AnyEvent.REDACTIONS) || !payload.ref().equals(event.rawRef());
  }

  /// Without its folders.
  String baseName() {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  boolean isRoot() {
    return role.equals(ConfigCaptured.WORKFLOW);
  }

  /// Whether its name begins where its user stood, and not in the folder of the workflow.
  boolean isNamedByUser() {
    return isRoot() || role.equals(ConfigCaptured.CATALOG);
  }
}
