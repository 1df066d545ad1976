package dev.clew.core.fact.run;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an attempt promises. Each member makes an expectation, and what is expected and not there
/// is an **absence**.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record Expects(Json.Obj attributes) implements Part {
  public static final Attribute<Boolean> CLAIM =
      Attribute.flag("claim", "Somebody claims it.").by(Writer.EXEC);

  public static final Attribute<Boolean> STDOUT =
      Attribute.flag("stdout", "Its command prints something.").by(Writer.EXEC);

  public static final Attribute<Boolean> WORKSPACE =
      Attribute.flag("workspace", "There is a place to work.").by(Writer.EXEC);

  public static final Attribute<Boolean> FIRST_WORK =
      Attribute.flag("first_work", "It begins to work.").by(Writer.EXEC);

  public static final Attribute<Duration> HEARTBEAT =
      Attribute.millis("heartbeat_ms", "A sign of life is due at least so often.").by(Writer.EXEC);

  public static final Attribute<List<String>> FINAL_ARTIFACTS =
      Attribute.texts("final_artifacts", "Globs of the results that it makes.").by(Writer.EXEC);

  public static final Attribute<Boolean> STATUS_PERSISTED =
      Attribute.flag("status_persisted", "Its result is written back.").by(Writer.OTHERS);

  public static final Attribute<Duration> STATUS_PERSISTED_WITHIN =
      Attribute.millis("status_persisted_ms", "In what time after the result is there.")
          .by(Writer.OTHERS);

  public static final Attribute<Boolean> SPANS =
      Attribute.flag("spans", "Spans of `trace_id` come.").by(Writer.OTHERS);

  public static final PartType<Expects> TYPE =
      PartType.of(
          Expects.class,
          Expects::new,
          "What an attempt promises. Each member makes an expectation, and what is expected and not there is an **absence**.",
          List.of(
              CLAIM,
              STDOUT,
              WORKSPACE,
              FIRST_WORK,
              HEARTBEAT,
              FINAL_ARTIFACTS,
              STATUS_PERSISTED,
              STATUS_PERSISTED_WITHIN,
              SPANS));

  public boolean claim() {
    return get(CLAIM, false);
  }

  public boolean stdout() {
    return get(STDOUT, false);
  }

  public boolean workspace() {
    return get(WORKSPACE, false);
  }

  public boolean firstWork() {
    return get(FIRST_WORK, false);
  }

  public @Nullable Duration heartbeat() {
    return get(HEARTBEAT);
  }

  public List<String> finalArtifacts() {
    return get(FINAL_ARTIFACTS, List.of());
  }

  public boolean statusPersisted() {
    return get(STATUS_PERSISTED, false);
  }

  public @Nullable Duration statusPersistedWithin() {
    return get(STATUS_PERSISTED_WITHIN);
  }

  public boolean spans() {
    return get(SPANS, false);
  }
}
