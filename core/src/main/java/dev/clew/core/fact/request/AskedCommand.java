package dev.clew.core.fact.request;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command that a user asked to be run.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record AskedCommand(Json.Obj attributes) implements Part {
  public static final Attribute<List<String>> COMMAND =
      Attribute.texts("command", "Its words, without secrets.");

  public static final Attribute<String> NAME = Attribute.text("name", "Of the run.");

  public static final Attribute<List<String>> INPUT_FILES =
      Attribute.texts("input_files", "What it reads.");

  public static final Attribute<List<String>> ARTIFACTS =
      Attribute.texts("artifacts", "Globs of what it writes.");

  public static final Attribute<List<String>> FINALS =
      Attribute.texts("finals", "Globs of what it must have written when it succeeds.");

  public static final Attribute<Boolean> REDACT =
      Attribute.flag("redact", "Whether secrets are taken out; absent: they are.");

  public static final Attribute<List<String>> KEPT_VARIABLES =
      Attribute.texts(
          "kept_variables", "Variables whose values are recorded whatever they look like.");

  public static final Attribute<Duration> TIMEOUT =
      Attribute.millis("timeout_ms", "After which it is ended; absent: never.");

  public static final Attribute<String> OUT =
      Attribute.text("out", "Where the files go; absent: below the working folder.");

  public static final Attribute<String> RULES =
      Attribute.text("rules", "The user's own rules for the lines of its output; absent: none.");

  public static final PartType<AskedCommand> TYPE =
      PartType.of(
          AskedCommand.class,
          AskedCommand::new,
          "A command that a user asked to be run.",
          List.of(
              COMMAND,
              NAME,
              INPUT_FILES,
              ARTIFACTS,
              FINALS,
              REDACT,
              KEPT_VARIABLES,
              TIMEOUT,
              OUT,
              RULES));

  public List<String> command() {
    return get(COMMAND, List.of());
  }

  public @Nullable String name() {
    return get(NAME);
  }

  public List<String> inputFiles() {
    return get(INPUT_FILES, List.of());
  }

  public List<String> artifacts() {
    return get(ARTIFACTS, List.of());
  }

  public List<String> finals() {
    return get(FINALS, List.of());
  }

  public boolean redact() {
    return get(REDACT, true);
  }

  public List<String> keptVariables() {
    return get(KEPT_VARIABLES, List.of());
  }

  public @Nullable Duration timeout() {
    return get(TIMEOUT);
  }

  public @Nullable String out() {
    return get(OUT);
  }

  public @Nullable String rules() {
    return get(RULES);
  }
}
