package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of the configuration, as it was. The payload is the content, unless it is a file of a
/// command. The environment has a member for each variable: its value or a placeholder.
///
/// The kinds: `config_captured`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record ConfigCaptured(Json.Obj attributes) implements Fact {
  /// The role of the definition that is run.
  public static final String WORKFLOW = "workflow";

  /// The role of the catalog that a definition names its APIs by.
  public static final String CATALOG = "catalog";

  /// The role of the words of a command and its folder.
  public static final String COMMAND = "command";

  /// The role of the variables that a command had.
  public static final String ENVIRONMENT = "environment";

  /// The role of a file that a command line names, or that a stage read.
  public static final String FILE = "file";

  public static final Attribute<String> ROLE =
      Attribute.text(
              "role",
              "`workflow`, `catalog`, `child_workflow`, `environment_file`, `vars_file`, `command`, `environment`, or `file`: one that the command line names, or that a stage read.")
          .by(Writer.RUN, Writer.EXEC);

  public static final Attribute<String> NAME =
      Attribute.text("name", "What it is called.").by(Writer.RUN, Writer.EXEC);

  public static final Attribute<String> SHA256 =
      Attribute.text("sha256", "64 hex digits; absent for what holds secrets.")
          .by(Writer.RUN, Writer.EXEC);

  public static final Attribute<Long> SIZE_BYTES =
      Attribute.whole("size_bytes", "Of the whole.").by(Writer.RUN, Writer.EXEC);

  public static final Attribute<String> CONTENT_TYPE =
      Attribute.text("content_type", "Of the content.").by(Writer.RUN, Writer.EXEC);

  public static final Attribute<List<String>> KEYS =
      Attribute.texts(
              "keys",
              "Of an `environment_file` only the names: never a value, nor a digest of them.")
          .by(Writer.RUN);

  public static final Attribute<Vcs> VCS =
      Attribute.part("vcs", Vcs.TYPE, "Of a `workflow` in a work tree of git.").by(Writer.RUN);

  public static final FactType TYPE =
      new FactType(
          "ConfigCaptured",
          List.of(Kind.CONFIG_CAPTURED),
          "A part of the configuration, as it was. The payload is the content, unless it is a file of a command. The environment has a member for each variable: its value or a placeholder.",
          List.of(ROLE, NAME, SHA256, SIZE_BYTES, CONTENT_TYPE, KEYS, VCS));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static ConfigCaptured from(Event event) {
    return new ConfigCaptured(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public String role() {
    return get(ROLE, "");
  }

  public String name() {
    return get(NAME, "");
  }

  public @Nullable String sha256() {
    return get(SHA256);
  }

  public @Nullable Long sizeBytes() {
    return get(SIZE_BYTES);
  }

  public @Nullable String contentType() {
    return get(CONTENT_TYPE);
  }

  public List<String> keys() {
    return get(KEYS, List.of());
  }

  public @Nullable Vcs vcs() {
    return get(VCS);
  }
}
