package dev.clew.runs;

import dev.clew.core.Refusal;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that was recorded, and where it was found: its rows, what they add up to, and what
/// explains it, which is made when somebody first asks and then kept. Immutable to its callers, and
/// thread-safe.
public final class RecordedRun {
  private final RunSource source;
  private final RunSource.Contents contents;
  private final RunView view;
  private final List<RunCopy> copies;
  private volatile @Nullable Explanation explanation;

  /// @param view of the contents
  /// @param copies the other files that hold it; none are looked for when one file is meant
  public RecordedRun(
      RunSource source, RunSource.Contents contents, RunView view, List<RunCopy> copies) {
    this.source = source;
    this.contents = contents;
    this.view = view;
    this.copies = List.copyOf(copies);
  }

  public static RecordedRun of(RunSource source) {
    RunSource.Contents contents = source.read();
    return new RecordedRun(source, contents, contents.view(), List.of());
  }

  public RunSource source() {
    return source;
  }

  /// Whether a file on this machine holds it, and not a store or a server.
  public boolean isInFile() {
    return source instanceof LedgerSource || source instanceof ReportSource;
  }

  public RunSource.Contents contents() {
    return contents;
  }

  public RunView view() {
    return view;
  }

  public List<RunCopy> copies() {
    return copies;
  }

  /// Of its last attempt.
  public Explanation explanation() {
    Explanation made = explanation;
    if (made == null) {
      made = Explanation.of(view);
      explanation = made;
    }
    return made;
  }

  /// What is wrong with its ledger, with the place; null when all of it could be read.
  public @Nullable String damage() {
    LedgerFacts.Damage damage = contents.ledger().damage();
    return damage == null ? null : source.location() + ": " + damage.sentence();
  }

  /// @throws Refusal when it is not known what came after the damage
  public void requireUndamaged() {
    String damage = damage();
    if (damage != null) {
      throw Refusal.blocked(
          damage
              + "; what the run did after that is not known, so nothing was done: restore the"
              + " file from a copy");
    }
  }
}
