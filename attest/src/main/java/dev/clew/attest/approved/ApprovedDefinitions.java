package dev.clew.attest.approved;

import dev.clew.core.Refusal;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The definitions of a run, each beside the approved file of its name.
///
/// @param approved what was compared with, as the user named it
/// @param definitions in the order in which the run captured them
public record ApprovedDefinitions(String approved, List<Compared> definitions) {
  private static final int SHOWN_DIGITS = 12;

  public ApprovedDefinitions {
    definitions = List.copyOf(definitions);
  }

  /// Whether a definition is the approved one.
  public enum State {
    /// Byte for byte.
    EQUAL,
    OTHER,
    /// There is no approved file of its name.
    MISSING,
    /// The run kept no digest of it.
    NOT_CAPTURED,
    /// A secret was taken out of it, so that its bytes are not known.
    NOT_COMPARABLE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isBad() {
      return this == OTHER || this == MISSING;
    }
  }

  /// @param found null when there is no approved file
  /// @param onDisk of another definition than the approved one: where its own file is, as the run
  ///   had it; null when it is gone or has changed since
  public record Compared(
      CapturedDefinition definition,
      State state,
      Approved.@Nullable Found found,
      @Nullable Path onDisk) {

    /// What is to be said beside the state; may be empty.
    public String detail() {
      Approved.Found at = found;
      return switch (state) {
        case EQUAL -> "sha256 " + digits(definition.sha256());
        case OTHER ->
            "the run had "
                + digits(definition.sha256())
                + ", approved is "
                + digits(at == null ? null : at.sha256());
        case MISSING -> "no approved file of this name";
        case NOT_CAPTURED, NOT_COMPARABLE -> definition.unknown();
      };
    }

    private static String digits(@Nullable Digest digest) {
      return digest == null ? "" : digest.hex().substring(0, SHOWN_DIGITS);
    }

    public Json toJson() {
      Digest recorded = definition.sha256();
      Approved.Found at = found;
      return Json.object()
          .put("role", definition.role())
          .put("name", definition.name())
          .put("state", state.wire())
          .put("recorded_sha256", recorded == null ? null : recorded.hex())
          .put("approved_sha256", at == null ? null : at.sha256().hex())
          .put("approved", at == null ? null : at.where())
          .put("detail", detail())
          .build();
    }
  }

  /// @param folder in which a recorded command ran; null for a workflow
  /// @throws Refusal when nothing can be compared
  public static ApprovedDefinitions of(
      Approved approved, Path file, @Nullable Path folder, Collection<Row> rows) {
    List<CapturedDefinition> captured = CapturedDefinition.of(rows);
    RunPlaces places = RunPlaces.of(file, folder, captured);
    List<Compared> compared = new ArrayList<>();
    if (captured.isEmpty()) {
      throw Refusal.invalid(file + ": the run captured no definition that could be compared");
    }
    for (CapturedDefinition definition : approved.concerned(captured, places)) {
      compared.add(compare(approved, definition, places));
    }
    return new ApprovedDefinitions(approved.shown(), compared);
  }

  private static Compared compare(
      Approved approved, CapturedDefinition definition, RunPlaces places) {
    Digest recorded = definition.sha256();
    Approved.Found found = recorded == null ? null : approved.find(definition, places);
    State state;
    if (recorded == null) {
      state = definition.isRedacted() ? State.NOT_COMPARABLE : State.NOT_CAPTURED;
    } else if (found == null) {
      state = State.MISSING;
    } else {
      state = recorded.equals(found.sha256()) ? State.EQUAL : State.OTHER;
    }
    Path onDisk = recorded == null || state != State.OTHER ? null : places.onDisk(definition);
    boolean isAsRecorded = onDisk != null && Approved.read(onDisk).sha256().equals(recorded);
    return new Compared(definition, state, found, isAsRecorded ? onDisk : null);
  }

  public boolean holds() {
    return badCount() == 0;
  }

  public long badCount() {
    return definitions.stream().filter(one -> one.state().isBad()).count();
  }

  public Json toJson() {
    return Json.object()
        .put("approved", approved)
        .put("holds", holds())
        .put("definitions", new Json.Arr(definitions.stream().map(Compared::toJson).toList()))
        .build();
  }
}
