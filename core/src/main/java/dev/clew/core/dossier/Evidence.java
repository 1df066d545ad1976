package dev.clew.core.dossier;

import dev.clew.core.absence.Absence;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.ledger.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One sentence of a dossier and what supports it.
public record Evidence(Side side, String claim, List<Ref> refs) {
  public Evidence {
    refs = List.copyOf(refs);
  }

  public enum Side {
    FOR,
    AGAINST,
    /// Something that was due and is not there.
    ABSENT,
    /// As it was in the attempt before.
    SAME;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What a claim points to.
  public sealed interface Ref {
    record Row(long offset) implements Ref {}

    record Artifact(String artifactId) implements Ref {}

    record Missing(Absence.Code code) implements Ref {}

    /// Bytes of output, within the stored stream.
    ///
    /// @param chunk the digest of the chunk in which they begin, `sha256:…`
    record Bytes(String chunk, String stream, long offset, long length) implements Ref {}
  }

  static Evidence row(Side side, String claim, long row) {
    return new Evidence(side, claim, List.of(new Ref.Row(row)));
  }

  /// With the bytes that the row stands for, if it stands for some.
  static Evidence output(String claim, Row row) {
    List<Ref> refs = new ArrayList<>();
    refs.add(new Ref.Row(row.offset()));
    AnyEvent about = AnyEvent.from(row.event());
    String chunk = about.chunk();
    Long offset = about.offset();
    Long length = about.length();
    if (chunk != null && offset != null && length != null) {
      refs.add(new Ref.Bytes(chunk, about.get(AnyEvent.STREAM, ""), offset, length));
    }
    return new Evidence(Side.FOR, claim, refs);
  }

  static Evidence artifact(String claim, String artifactId, long row) {
    return new Evidence(Side.FOR, claim, List.of(new Ref.Artifact(artifactId), new Ref.Row(row)));
  }
}
