package dev.clew.core.fact.run;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which report a run was taken from.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record ImportedFrom(Json.Obj attributes) implements Part {
  public static final Attribute<String> FROM = Attribute.text("from", "`sih`, `har`, `junit`.");

  public static final Attribute<String> FORM =
      Attribute.text("form", "`report` or `summary`.").that(Trait.NOT_COMPARED);

  public static final Attribute<String> FILE =
      Attribute.text("file", "The file that was read.").that(Trait.NOT_COMPARED);

  public static final Attribute<String> EXECUTION_ID =
      Attribute.text("execution_id", "As the other tool calls the run.").that(Trait.NOT_COMPARED);

  public static final Attribute<String> TOOL_VERSION =
      Attribute.text("tool_version", "Of the other tool.");

  public static final Attribute<String> WORKFLOW_PATH =
      Attribute.text("workflow_path", "The path of the definition there.").that(Trait.NOT_COMPARED);

  public static final Attribute<Boolean> MOCKED = Attribute.flag("mocked", "Mocks answered.");

  public static final PartType<ImportedFrom> TYPE =
      PartType.of(
          ImportedFrom.class,
          ImportedFrom::new,
          "Which report a run was taken from.",
          List.of(FROM, FORM, FILE, EXECUTION_ID, TOOL_VERSION, WORKFLOW_PATH, MOCKED));

  public String from() {
    return get(FROM, "");
  }

  public @Nullable String form() {
    return get(FORM);
  }

  public @Nullable String file() {
    return get(FILE);
  }

  public @Nullable String executionId() {
    return get(EXECUTION_ID);
  }

  public @Nullable String toolVersion() {
    return get(TOOL_VERSION);
  }

  public @Nullable String workflowPath() {
    return get(WORKFLOW_PATH);
  }

  public boolean mocked() {
    return get(MOCKED, false);
  }
}
