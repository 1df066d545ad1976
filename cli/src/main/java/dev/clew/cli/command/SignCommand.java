package dev.clew.cli.command;

import dev.clew.attest.CheckedFile;
import dev.clew.attest.NewKey;
import dev.clew.attest.RunVerification;
import dev.clew.attest.SignedRun;
import dev.clew.attest.SigningKey;
import dev.clew.attest.VerificationOutcome;
import dev.clew.cli.process.CliException;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.core.run.RunView;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.CommandWords;
import dev.clew.runs.file.NamedFile;
import dev.clew.runs.file.RunFileNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew sign`: says with a key that a run's ledger and reports are these.
@Command(
    name = "sign",
    description = "Sign the head of a run's ledger and its reports with an Ed25519 key.",
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Example: @|bold clew sign --new-key clew.key|@, then @|bold clew sign RUN --key clew.key|@",
      "The signature is a DSSE envelope beside the ledger; `clew verify RUN --key clew.key.pub`"
          + " checks it."
    })
final class SignCommand extends Subcommand {
  SignCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "A ledger or report file, a run id or its beginning, a name, or a key.")
  private @Nullable String run;

  @Option(
      names = "--key",
      paramLabel = "PRIV",
      description = "The Ed25519 private key (PEM, PKCS#8).")
  private @Nullable Path key;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "The signature (default: NAME.workflow.sig.json beside the ledger).")
  private @Nullable Path out;

  @Option(
      names = "--new-key",
      paramLabel = "FILE",
      description = "Only make a key pair: FILE and FILE.pub. Nothing is overwritten.")
  private @Nullable Path newKey;

  @Override
  public Integer call() {
    if (newKey != null) {
      if (run != null || key != null || out != null) {
        throw Refusal.invalid("--new-key only makes a key pair; sign with it in a second step");
      }
      make(newKey);
    } else {
      sign();
    }
    return ExitCode.OK.code();
  }

  private void make(Path file) {
    NewKey made = NewKey.make(file);
    line("private  ", made.privateKey() + "  keep it secret");
    line("public   ", made.publicKey() + "  give it to those who verify");
    line("key id   ", made.id());
  }

  private void sign() {
    if (run == null || key == null) {
      throw Refusal.invalid(
          "which run, with which key? clew sign RUN --key PRIV (clew sign --new-key FILE makes one)");
    }
    SigningKey signingKey = SigningKey.read(key);
    Path named = RunVerification.files(run).getFirst();
    List<Path> beside = RunVerification.beside(named);
    List<CheckedFile> files =
        RunVerification.check(beside.isEmpty() ? List.of(named) : beside, CommandWords.SHELL);
    files.forEach(SignCommand::requireIntact);
    CheckedFile first = files.getFirst();
    List<SignedRun.File> subjects = new ArrayList<>();
    for (CheckedFile file : files) {
      subjects.add(
          new SignedRun.File(
              String.valueOf(file.path().getFileName()),
              file.sha256(),
              file.format() == CheckedFile.Format.LEDGER));
    }
    byte[] envelope = SignedRun.envelope(first.ledger().id(), first.rows(), subjects, signingKey);
    Path to = out == null ? RunFileNames.ofAny(first.path()).signature() : out;
    write(to, envelope);
    line("signed   ", first.ledger().id().runId() + ", " + first.rows().size() + " rows");
    line("head     ", first.ledger().head().hex());
    subjects.forEach(subject -> line("file     ", subject.name()));
    line("key id   ", signingKey.verifyingKey().id());
    line("written  ", to.toString());
    if (first.writer() == RunView.Writer.PRESENT) {
      terminal.error("clew: warning: the run goes on; what it adds from now on is not signed");
    }
  }

  private static void requireIntact(CheckedFile file) {
    VerificationOutcome outcome = RunVerification.unsigned(file);
    if (!outcome.holds()) {
      throw new CliException(
          ExitCode.BROKEN,
          "nothing was signed: "
              + file.path()
              + " is "
              + outcome.words()
              + "; `clew verify` says more");
    }
  }

  private static void write(Path to, byte[] envelope) {
    if (NamedFile.isThere(to)) {
      throw Refusal.invalid(
          to + ": is there already; move it away, or choose another file with -o");
    }
    try {
      NamedFile.write(to, out -> out.write(envelope));
    } catch (IOException e) {
      throw Refusal.notWritten(to + " could not be written: " + e.getMessage(), e);
    }
  }

  private void line(String label, String text) {
    terminal.line(terminal.palette().dim(label) + VisibleText.line(text));
  }
}
