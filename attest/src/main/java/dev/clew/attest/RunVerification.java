package dev.clew.attest;

import dev.clew.attest.approved.Approved;
import dev.clew.attest.approved.ApprovedDefinitions;
import dev.clew.core.Refusal;
import dev.clew.core.event.Payload;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.ActionWords;
import dev.clew.core.run.RunView;
import dev.clew.document.verify.Broken;
import dev.clew.runs.RunFiles;
import dev.clew.runs.file.DiskFault;
import dev.clew.runs.file.RunFileNames;
import dev.clew.runs.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Verifies the files that a user means.
///
/// @param key null when signatures are not to be checked
/// @param signature null for the one beside each file, if there is one
/// @param artifacts whether to look at the artifacts on disk too
/// @param approved what the definitions are to be compared with; null for nothing
public record RunVerification(
    @Nullable VerifyingKey key,
    @Nullable Path signature,
    boolean artifacts,
    @Nullable Approved approved) {
  private static final WholeFile.Limit SIGNATURE = new WholeFile.Limit("signature.bytes", 1 << 20);

  /// A file as it is; for any other way to name a run its ledger and its reports.
  public static List<Path> files(String wanted) {
    Path path = Path.of(wanted);
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (wanted.endsWith(".html") || wanted.endsWith(".json")) {
      throw Refusal.invalid(wanted + ": no such file");
    }
    Path found = Path.of(new RunFiles(Path.of("")).find(wanted).source().location());
    List<Path> files = new ArrayList<>(beside(found));
    if (!files.contains(found)) {
      files.addFirst(found);
    }
    return files;
  }

  /// The files of the run that this file is of: its ledger first.
  public static List<Path> beside(Path file) {
    RunFileNames names = RunFileNames.ofAny(file);
    List<Path> files = new ArrayList<>();
    for (Path one : List.of(names.ledger(), names.json(), names.html())) {
      if (Files.isRegularFile(one)) {
        files.add(one);
      }
    }
    return files;
  }

  /// Each file, and, if one of them is the ledger, whether the reports are of its rows.
  ///
  /// @param words in which the reports were written
  public static List<CheckedFile> check(List<Path> files, ActionWords words) {
    List<CheckedFile> checked = new ArrayList<>();
    for (Path file : files) {
      CheckedFile one = FileCheck.of(file, words);
      CheckedFile first = checked.isEmpty() ? null : checked.getFirst();
      Broken broken =
          first == null || first.format() != CheckedFile.Format.LEDGER
              ? null
              : notOf(first, one.rows());
      checked.add(broken == null ? one : one.refuted(broken));
    }
    return checked;
  }

  /// This also proves rows that a secret was taken out of late: they must be what is left of the
  /// ledger's.
  private static @Nullable Broken notOf(CheckedFile ledger, List<Row> rows) {
    int known = Math.min(rows.size(), ledger.rows().size());
    List<Row> due = LateRedaction.applied(ledger.rows().subList(0, known));
    for (int at = 0; at < known; at++) {
      if (!isSame(due.get(at), rows.get(at))) {
        return Broken.atRow(at, "the ledger " + ledger.path() + " has another row there");
      }
    }
    return known == rows.size()
        ? null
        : Broken.atRow(known, "the ledger " + ledger.path() + " has no such row");
  }

  /// A payload may have expired in one of the two.
  private static boolean isSame(Row due, Row row) {
    Payload one = due.payload();
    Payload other = row.payload();
    return due.chain().equals(row.chain())
        && due.event().equals(row.event())
        && (one == null || other == null || one.equals(other));
  }

  /// What can be said of a file without its signature.
  public static VerificationOutcome unsigned(CheckedFile file) {
    return new VerificationOutcome(file, new SignatureCheck.Unchecked(null), null, null);
  }

  public VerificationOutcome of(CheckedFile file) {
    return new VerificationOutcome(
        file, signatureOf(file), artifacts ? artifactsOf(file) : null, definitionsOf(file));
  }

  private @Nullable ApprovedDefinitions definitionsOf(CheckedFile file) {
    if (approved == null || file.broken() != null) {
      return null;
    }
    String cwd = run(file).attempt().facts().cwd();
    return ApprovedDefinitions.of(
        approved, file.path(), cwd == null ? null : Path.of(cwd), file.rows());
  }

  private static RunView run(CheckedFile file) {
    return RunView.of(LateRedaction.applied(file.rows()), file.writer());
  }

  private static ArtifactsOnDisk artifactsOf(CheckedFile file) {
    RunView run = run(file);
    Path folder = file.path().toAbsolutePath().getParent();
    return ArtifactsOnDisk.of(run.attempt(), folder == null ? Path.of("") : folder);
  }

  private SignatureCheck signatureOf(CheckedFile file) {
    Path beside = signature == null ? RunFileNames.ofAny(file.path()).signature() : signature;
    if (!Files.exists(beside)) {
      if (signature != null) {
        throw Refusal.invalid(beside + ": no such signature file");
      }
      return key == null
          ? new SignatureCheck.Unchecked(null)
          : new SignatureCheck.Refuted(null, "there is no signature " + beside);
    }
    if (file.broken() != null) {
      return new SignatureCheck.Unchecked(null);
    }
    return SignatureCheck.of(
        new SignatureCheck.Subject(
            file.ledger().id(),
            file.rows(),
            String.valueOf(file.path().getFileName()),
            file.sha256(),
            file.format() == CheckedFile.Format.LEDGER),
        bytes(beside),
        beside.toString(),
        key);
  }

  private static byte[] bytes(Path envelope) {
    try {
      return WholeFile.read(envelope, SIGNATURE);
    } catch (WholeFile.TooLarge e) {
      throw Refusal.invalid(envelope + ": too large for a signature: " + e.getMessage());
    } catch (IOException e) {
      throw Refusal.invalid("cannot read " + envelope + ": " + DiskFault.reason(e));
    }
  }
}
