package dev.clew.draft;

import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.SourceFile;
import dev.clew.draft.capture.CaptureDraft;
import dev.clew.draft.text.Draft;
import dev.clew.draft.text.DraftText;
import dev.clew.draft.text.OtherOperations;
import dev.clew.languagesih.SihLanguage;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A workflow and its catalog, ready to be written, with what there is to say about them.
public final class FirstFiles {
  public static final String CATALOG = "api.catalog";

  private final DraftText text;
  private final String name;
  private final String environment;
  private final List<Draft.Input> inputs;
  private final List<String> notes;
  private final @Nullable OtherOperations others;
  private final int stages;
  private final boolean severalEnvironments;

  private FirstFiles(
      DraftText text,
      String name,
      String environment,
      List<Draft.Input> inputs,
      List<String> notes,
      @Nullable OtherOperations others,
      int stages,
      boolean severalEnvironments) {
    this.text = text;
    this.name = name;
    this.environment = environment;
    this.inputs = inputs;
    this.notes = notes;
    this.others = others;
    this.stages = stages;
    this.severalEnvironments = severalEnvironments;
  }

  /// What a source is, when the user says so.
  public enum Kind {
    ANY,
    CURL,
    HAR,
    OPEN_API
  }

  /// @param where the text comes from, for messages
  public static FirstFiles of(Kind kind, String text, String where, InitOptions options) {
    Sources sources = Sources.of(text, where, options);
    return checked(
        switch (kind) {
          case ANY -> sources.any();
          case CURL -> sources.curl();
          case HAR -> sources.har();
          case OPEN_API -> sources.openApi();
        });
  }

  /// The commented example.
  public static FirstFiles example(InitOptions options) {
    String name = options.name().isEmpty() ? Starter.NAME : options.name();
    String environment = options.environmentOrDefault();
    List<Draft.Input> inputs =
        List.of(
            new Draft.Input("email", "Text", false, null, "ada@example.com"),
            new Draft.Input("token", "Text", true, null, "TOKEN"));
    List<String> notes =
        List.of("this is an example: edit what is marked with <- in both files, then run it");
    return new FirstFiles(
        Starter.text(name, environment), name, environment, inputs, notes, null, 2, false);
  }

  private static FirstFiles checked(Draft draft) {
    boolean several = draft.apis().stream().anyMatch(api -> api.baseUrls().size() > 1);
    FirstFiles files =
        new FirstFiles(
            DraftText.of(draft),
            draft.name(),
            draft.environment(),
            draft.inputs(),
            draft.notes(),
            draft.others(),
            draft.stages().size(),
            several);
    files.check();
    return files;
  }

  /// What would not run is not written.
  private void check() {
    Map<String, Supplied> supplied = new LinkedHashMap<>();
    for (Draft.Input input : inputs) {
      String value =
          switch (input.type()) {
            case "Number" -> "1";
            case "Object" -> "{}";
            case "Array" -> "[]";
            default -> "x";
          };
      supplied.put(input.name(), new Supplied.Text(value, "a draft"));
    }
    Planning planning =
        new SihLanguage()
            .read(new SourceFile(name + ".workflow", text.workflow()), Set::of)
            .plan(
                new PlanRequest(
                    new SourceFile(CATALOG, text.catalog()),
                    environment,
                    Map.of(),
                    supplied,
                    variable -> null));
    if (planning instanceof Planning.Refused refused) {
      for (Diagnostic diagnostic : refused.diagnostics()) {
        if (diagnostic.isError()) {
          throw Refusal.invalid(
              "this cannot be written as a workflow; it would say " + diagnostic.render());
        }
      }
    }
  }

  /// Both files, or none.
  ///
  /// @return their paths, the workflow first
  public List<Path> write(@Nullable Path folder, boolean force) {
    Path home = folder == null ? Path.of("") : folder;
    Path workflow = home.resolve(name + ".workflow");
    Path catalog = home.resolve(CATALOG);
    for (Path path : List.of(workflow, catalog)) {
      if (Files.isDirectory(path)) {
        throw Refusal.invalid(path + ": this is a folder");
      }
      if (!force && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw exists(path);
      }
    }
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
      write(workflow, text.workflow(), force);
      try {
        write(catalog, text.catalog(), force);
      } catch (IOException e) {
        if (!force) {
          Files.deleteIfExists(workflow);
        }
        throw e;
      }
    } catch (FileAlreadyExistsException e) {
      throw exists(Path.of(e.getFile()));
    } catch (IOException e) {
      throw Refusal.notWritten(home.toAbsolutePath() + " cannot be written: " + e.getMessage(), e);
    }
    return List.of(workflow, catalog);
  }

  private static void write(Path path, String text, boolean force) throws IOException {
    OpenOption[] options =
        force
            ? new OpenOption[] {
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE
            }
            : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    Files.writeString(path, text, options);
  }

  private static Refusal exists(Path path) {
    return Refusal.invalid(path + " is already there", Remedy.Step.WRITE_ELSEWHERE);
  }

  /// `3 stages, 2 inputs (1 secret)`.
  public String summary() {
    long secret = inputs.stream().filter(Draft.Input::secret).count();
    return CaptureDraft.count(stages, "stage")
        + ", "
        + CaptureDraft.count(inputs.size(), "input")
        + (secret == 0 ? "" : " (" + secret + " secret)");
  }

  public List<String> notes() {
    return notes;
  }

  /// What could be stages as well; null when nothing could.
  public @Nullable OtherOperations others() {
    return others;
  }

  /// The environment that has to be said; null when there is only one.
  public @Nullable String environment() {
    return severalEnvironments ? environment : null;
  }

  /// What stands for each input, by its name, as a POSIX shell is to read it. Secrets are
  /// placeholders.
  public Map<String, String> samples() {
    Map<String, String> samples = new LinkedHashMap<>();
    inputs.forEach(input -> samples.put(input.name(), input.sample()));
    return samples;
  }
}
