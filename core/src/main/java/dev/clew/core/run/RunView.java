package dev.clew.core.run;

import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.ledger.Row;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as its ledger tells it: the fold of its rows. A pure function: rows in any order and any
/// number of times give the same view. Only accepted rows change it; the others stay visible in the
/// ledger.
///
/// @param created what `run_created` says: name, version, inputs, execution key
/// @param attempts in their order; the last is the one that counts
/// @param asOf when the newest row was received; null for an empty ledger
public record RunView(
    String namespace,
    String runId,
    String name,
    @Nullable String version,
    RunStatus status,
    @Nullable Timestamp createdAt,
    RunCreated created,
    List<NamedValue> inputs,
    List<AttemptView> attempts,
    @Nullable Timestamp asOf) {
  public RunView {
    inputs = List.copyOf(inputs);
    attempts = List.copyOf(attempts);
    if (attempts.isEmpty()) {
      throw new IllegalArgumentException("a run has at least one attempt");
    }
  }

  /// Whether somebody may still append to the ledger. Without a terminal row this is what tells a
  /// running run from an interrupted one (DESIGN §5.3).
  public enum Writer {
    PRESENT,
    ABSENT
  }

  public static RunView of(Collection<Row> rows, Writer writer) {
    RunFold fold = new RunFold();
    Row.inOrder(rows).forEach(fold::take);
    return fold.view(writer);
  }

  /// The same run, looked at later: what is due by then and not there is absent. An earlier moment
  /// changes nothing.
  public RunView at(Timestamp moment) {
    return asOf != null && asOf.compareTo(moment) >= 0
        ? this
        : new RunView(
            namespace, runId, name, version, status, createdAt, created, inputs, attempts, moment);
  }

  /// The attempt that counts.
  public AttemptView attempt() {
    return attempts.getLast();
  }
}
