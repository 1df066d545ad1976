package dev.clew.cli.command;

import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.draft.FirstFiles;
import dev.clew.draft.InitOptions;
import dev.clew.draft.text.OtherOperations;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.ShellWord;
import dev.clew.runs.file.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `clew init`: the first workflow and catalog, out of what the user has.
@Command(
    name = "init",
    description = "Write a first workflow of a curl command, a HAR file or an OpenAPI document.",
    usageHelpAutoWidth = true,
    sortOptions = false,
    footer = {
      "",
      "Example: @|bold clew init --curl 'curl https://api.example.com/accounts'|@",
      "Without a source it writes a small commented example. Secrets become inputs; they are never"
          + " written."
    })
final class InitCommand extends Subcommand {
  InitCommand(Terminal terminal) {
    super(terminal);
  }

  @Option(
      names = "--from",
      paramLabel = "FILE|-",
      description = "Any of the three, recognised by what is in it; - reads stdin.")
  private @Nullable String from;

  @Option(
      names = "--curl",
      paramLabel = "COMMAND",
      description = "A curl command, as browsers copy it (\"Copy as cURL (bash)\").")
  private @Nullable String curl;

  @Option(names = "--har", paramLabel = "FILE", description = "A HAR file of a browser.")
  private @Nullable Path har;

  @Option(
      names = "--openapi",
      paramLabel = "FILE",
      description = "An OpenAPI 3 document, JSON or YAML.")
  private @Nullable Path openApi;

  @Option(
      names = "--operation",
      paramLabel = "ID",
      description = "An operation of the OpenAPI document, by id or 'GET /path'; repeat for more.")
  private List<String> operations = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the two files go (default: this folder).")
  private @Nullable Path out;

  @Option(names = "--name", paramLabel = "NAME", description = "What the workflow is called.")
  private String name = "";

  @Option(
      names = {"-e", "--env"},
      paramLabel = "ENV",
      description = "The environment that the base URLs are for (default: default).")
  private String environment = "";

  @Option(names = "--force", description = "Overwrite files that are already there.")
  private boolean force;

  @Override
  public Integer call() {
    FirstFiles files = files(new InitOptions(operations, name, environment));
    List<Path> written = files.write(out, force);
    OtherOperations others = files.others();
    if (others != null) {
      show(others);
    }
    for (String note : files.notes()) {
      terminal.line(VisibleText.line(note));
    }
    terminal.line(
        "wrote " + VisibleText.line(written.getFirst().toString()) + "  " + files.summary());
    terminal.line("wrote " + VisibleText.line(written.getLast().toString()));
    terminal.line("run it: " + VisibleText.line(command(files, written.getFirst())));
    return ExitCode.OK.code();
  }

  private void show(OtherOperations others) {
    terminal.line(
        "the stage is "
            + VisibleText.line(others.chosen())
            + "; others can be chosen with --operation ID (repeat it):");
    others.others().forEach(one -> terminal.line(VisibleText.line("  " + one)));
    if (others.left() > 0) {
      terminal.line("  and " + others.left() + " more");
    }
  }

  /// The line that runs what was written, for a POSIX shell.
  private static String command(FirstFiles files, Path workflow) {
    List<String> words = new ArrayList<>(List.of("clew", "run"));
    words.add(ShellWord.of(workflow.toString()));
    Path folder = workflow.toAbsolutePath().normalize().getParent();
    if (folder != null && folder.endsWith("workflows")) {
      words.add("--catalog");
      words.add(ShellWord.of(workflow.resolveSibling(FirstFiles.CATALOG).toString()));
    }
    String needed = files.environment();
    if (needed != null) {
      words.add("--env");
      words.add(ShellWord.of(needed));
    }
    files
        .samples()
        .forEach((input, sample) -> words.addAll(List.of("--input", input + "=" + sample)));
    return String.join(" ", words);
  }

  private FirstFiles files(InitOptions options) {
    long given =
        List.of(from != null, curl != null, har != null, openApi != null).stream()
            .filter(each -> each)
            .count();
    if (given > 1) {
      throw Refusal.invalid("give one of --from, --curl, --har and --openapi");
    }
    if (curl != null) {
      return FirstFiles.of(FirstFiles.Kind.CURL, curl, "--curl", options);
    }
    if (har != null) {
      return FirstFiles.of(FirstFiles.Kind.HAR, TextFile.read(har), har.toString(), options);
    }
    if (openApi != null) {
      return FirstFiles.of(
          FirstFiles.Kind.OPEN_API, TextFile.read(openApi), openApi.toString(), options);
    }
    if (from != null) {
      String text = from.equals("-") ? stdin() : TextFile.read(Path.of(from));
      String where = from.equals("-") ? "stdin" : from;
      return FirstFiles.of(FirstFiles.Kind.ANY, text, where, options);
    }
    if (!operations.isEmpty()) {
      throw Refusal.invalid("--operation chooses from an OpenAPI document; there is none");
    }
    return FirstFiles.example(options);
  }

  private static String stdin() {
    try {
      byte[] bytes = System.in.readNBytes((int) TextFile.LIMIT_BYTES + 1);
      if (bytes.length > TextFile.LIMIT_BYTES) {
        throw Refusal.invalid("stdin: more than source.bytes = " + TextFile.LIMIT_BYTES);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Refusal.invalid("stdin cannot be read: " + e.getMessage());
    }
  }
}
