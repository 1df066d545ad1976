package dev.clew.cli.command;

import dev.clew.attest.ArtifactsOnDisk;
import dev.clew.attest.CheckedFile;
import dev.clew.attest.RunVerification;
import dev.clew.attest.VerificationOutcome;
import dev.clew.attest.VerifyingKey;
import dev.clew.attest.approved.Approved;
import dev.clew.attest.approved.ApprovedDefinitions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.verify.Broken;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.CommandWords;
import dev.clew.report.terminal.Palette;
import dev.clew.report.terminal.RemedyWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew verify`: whether ledgers and reports are what was written.
@Command(
    name = "verify",
    description = "Derive every digest, link and claim again, and name the first that fails.",
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Exit codes: 0 intact, 1 something does not hold, 2 a file or key cannot be read."
    })
final class VerifyCommand extends Subcommand {
  VerifyCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN|FILE",
      description =
          "A ledger or report file; or a run id or its beginning, a name or a key, for the run's"
              + " ledger and reports.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "PUB",
      description = "Demand a signature by this Ed25519 public key (PEM).")
  private @Nullable Path key;

  @Option(
      names = "--signature",
      paramLabel = "FILE",
      description = "The signature (default: NAME.workflow.sig.json beside the file).")
  private @Nullable Path signature;

  @Option(
      names = "--artifacts",
      description = "Also hash the run's files again, and name those that changed or are missing.")
  private boolean artifacts;

  @Option(
      names = "--approved",
      paramLabel = "FILE|DIR|REV",
      description =
          "Also say of each definition that the run captured whether it is byte-equal to the"
              + " approved one: a file, a folder, or a revision of git.")
  private @Nullable String approved;

  @Option(names = "--json", description = "Print as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    RunVerification verification =
        new RunVerification(
            key == null ? null : VerifyingKey.read(key),
            signature,
            artifacts,
            approved == null ? null : Approved.of(approved));
    List<VerificationOutcome> outcomes = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (String run : runs) {
      try {
        List<Path> files = RunVerification.files(run);
        for (CheckedFile file : RunVerification.check(files, CommandWords.SHELL)) {
          outcomes.add(verification.of(file));
        }
      } catch (Refusal e) {
        unreadable.add(RemedyWords.told(e));
      }
    }
    if (json) {
      terminal.line(JsonWriter.pretty(json(outcomes, unreadable)));
    } else {
      @Nullable VerificationOutcome before = null;
      for (VerificationOutcome outcome : outcomes) {
        show(outcome, before);
        before = outcome;
      }
    }
    for (String why : unreadable) {
      terminal.error("clew: " + VisibleText.line(why));
    }
    return code(outcomes, unreadable).code();
  }

  private static ExitCode code(List<VerificationOutcome> outcomes, List<String> unreadable) {
    if (!outcomes.stream().allMatch(VerificationOutcome::holds)) {
      return ExitCode.BROKEN;
    }
    return unreadable.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
  }

  private static Json json(List<VerificationOutcome> outcomes, List<String> unreadable) {
    return Json.object()
        .put(
            "holds", unreadable.isEmpty() && outcomes.stream().allMatch(VerificationOutcome::holds))
        .put("files", outcomes.stream().map(VerificationOutcome::toJson).toList())
        .put("unreadable", Json.strings(unreadable))
        .build();
  }

  private void show(VerificationOutcome outcome, @Nullable VerificationOutcome before) {
    Palette palette = terminal.palette();
    CheckedFile file = outcome.file();
    Broken broken = outcome.broken();
    String unsigned = outcome.unsigned();
    String mark = outcome.holds() ? "✔ " : "✖ ";
    terminal.line(mark + palette.bold(line(outcome.words())) + "  " + line(file.path().toString()));
    if (broken != null) {
      labelled("what", RemedyWords.told(broken.what(), outcome.remedy()));
    } else if (before == null || !isOfTheSameRows(before.file(), file)) {
      labelled("rows", Integer.toString(file.rows().size()));
      labelled("head", file.ledger().head().hex());
      labelled("root", file.ledger().contentRoot().hex());
    }
    if (unsigned != null) {
      labelled("what", unsigned);
    }
    outcome.notes().forEach(note -> labelled("note", RemedyWords.told(note)));
    ArtifactsOnDisk found = outcome.artifacts();
    if (found != null && (before == null || !isOfTheSameRows(before.file(), file))) {
      show(found);
    }
    ApprovedDefinitions definitions = outcome.approved();
    if (definitions != null && (before == null || !isOfTheSameRows(before.file(), file))) {
      show(definitions);
    }
  }

  private static boolean isOfTheSameRows(CheckedFile before, CheckedFile file) {
    return before.broken() == null && before.ledger().head().equals(file.ledger().head());
  }

  private void show(ArtifactsOnDisk found) {
    long same =
        found.files().stream().filter(one -> one.state() == ArtifactsOnDisk.State.SAME).count();
    labelled("files", same + " of " + found.files().size() + " artifacts are as recorded");
    for (ArtifactsOnDisk.Found one : found.files()) {
      if (one.state() != ArtifactsOnDisk.State.SAME) {
        labelled(
            one.state().isBroken() ? "✖" : "",
            one.state().wire().replace('_', ' ')
                + ": "
                + one.path()
                + (one.detail().isEmpty() ? "" : ", " + one.detail()));
      }
    }
  }

  private void show(ApprovedDefinitions found) {
    long equal =
        found.definitions().stream()
            .filter(one -> one.state() == ApprovedDefinitions.State.EQUAL)
            .count();
    labelled(
        "defs",
        equal
            + " of "
            + found.definitions().size()
            + " definitions are byte-equal to "
            + found.approved());
    for (ApprovedDefinitions.Compared one : found.definitions()) {
      labelled(
          one.state() == ApprovedDefinitions.State.EQUAL ? "✔" : one.state().isBad() ? "✖" : "",
          words(one.state())
              + ": "
              + one.definition().role().replace('_', ' ')
              + " "
              + one.definition().name()
              + ", "
              + one.detail());
      Approved.Found at = one.found();
      if (one.state() == ApprovedDefinitions.State.OTHER && at != null) {
        labelled(
            "",
            "compare "
                + at.where()
                + (one.onDisk() == null ? " with the one in the report" : " " + one.onDisk()));
      }
    }
  }

  private static String words(ApprovedDefinitions.State state) {
    return switch (state) {
      case EQUAL -> "equal";
      case OTHER -> "other";
      case MISSING -> "missing";
      case NOT_CAPTURED -> "not captured";
      case NOT_COMPARABLE -> "cannot be compared";
    };
  }

  private void labelled(String label, String text) {
    String padded = label + " ".repeat(6 - label.length());
    terminal.line("  " + terminal.palette().dim(padded) + line(text));
  }

  private static String line(String text) {
    return VisibleText.line(text);
  }
}
