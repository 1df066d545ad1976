package dev.clew.workflow.reader;

import dev.clew.core.Nearest;
import dev.clew.workflow.definition.Handling;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.definition.StageAction;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.definition.StageKind;
import dev.clew.workflow.definition.StageTimeout;
import dev.clew.workflow.definition.StageUse;
import dev.clew.workflow.definition.resilience.Resilience;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.Key;
import dev.clew.workflow.yaml.KeySet;
import dev.clew.workflow.yaml.KeyType;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode;
import dev.clew.workflow.yaml.YamlNode.Mapping;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `stages`.
final class StageReader {
  private static final int MAX_DELAY_SECONDS = 60;
  private static final List<String> BUILT_IN =
      List.of("Endpoint", "Http", "Workflow", "LLM", "OpenAI");
  private static final KeySet ON_SKIP_KEYS =
      KeySet.of(Key.of("output", KeyType.TEXT_BY_NAME, "The outputs of a stage that is skipped."));

  static final KeySet KEYS =
      KeySet.of(
              Key.text("name", "What other stages call it; unique in the workflow.").needed(),
              Key.of(
                      "kind",
                      new KeyType.OneOf("a stage kind", BUILT_IN, true),
                      "What it does: a call, a child workflow, a model, or a plug-in's own kind.")
                  .needed(),
              Key.of(
                  "dependsOn",
                  KeyType.TEXTS,
                  "The stages that it waits for, in the place of the one before it."),
              Key.text("runIf", "A condition; the stage is skipped when it does not hold."),
              Key.of(
                  "delaySeconds",
                  new KeyType.Whole(0, MAX_DELAY_SECONDS),
                  "How long to wait before the stage begins, in seconds."),
              Key.of(
                  "debug", KeyType.TEXT_BY_NAME, "What is shown before the call in a debug run."),
              Key.text("message", "Is shown after the stage."),
              Key.of("output", KeyType.TEXT_BY_NAME, "What it gives to later stages, by name."),
              OutputsReader.SECRET_KEY,
              Key.of("set", KeyType.TEXT_BY_NAME, "Globals that it sets when it is done."),
              Key.of(
                  "context",
                  KeyType.TEXT_BY_NAME,
                  "Entries of the shared context that it sets when it is done."),
              AssertionsReader.KEY,
              Key.of("onSkip", KeyType.group(ON_SKIP_KEYS), "What holds when it is skipped."),
              MockReader.KEY)
          .and(StageTimeout.KEYS)
          .and(LoopReader.KEYS)
          .and(
              Key.of(
                  "config",
                  new KeyType.Group(EndpointReader.KEYS, true),
                  "The request, or what a plug-in's kind needs; wins over the same keys beside it."))
          .and(EndpointReader.KEYS)
          .and(HandlingReader.EXPECTED_KEYS)
          .and(HandlingReader.KEYS)
          .and(WorkflowCallReader.KEYS);

  private final Reading reading;
  private final TextReader texts;
  private final Resilience resilience;
  private final List<String> kinds;

  /// @param pluginKinds the kinds that plug-ins execute
  StageReader(Reading reading, Resilience resilience, Set<String> pluginKinds) {
    this.reading = reading;
    this.texts = new TextReader(reading);
    this.resilience = resilience;
    this.kinds = new ArrayList<>(BUILT_IN);
    kinds.addAll(pluginKinds);
  }

  List<StageDefinition> read(List<YamlNode> items) {
    List<StageDefinition> stages = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("stage", reading);
    for (YamlNode item : items) {
      if (item instanceof Mapping mapping) {
        stages.add(stage(new Fields(mapping, owner(mapping), KEYS, reading), names));
      } else {
        reading.wrongType(item.at(), "a stage must be a mapping, not " + item.what());
      }
    }
    return stages;
  }

  private StageDefinition stage(Fields fields, DeclaredNames names) {
    Scalar written = fields.required("name");
    if (written != null) {
      names.addAddressable(written);
    }
    String name = written == null ? "" : written.text();
    Scalar stated = fields.required("kind");
    String word = stated == null ? "" : known(stated);
    StageKind kind = StageKinds.of(word);
    new StageKinds(reading).check(fields, kind, word);
    Handling handling =
        kind == StageKind.WORKFLOW
            ? Handling.NONE
            : new HandlingReader(reading, resilience).read(fields, name);
    StageAction action =
        switch (kind) {
          case ENDPOINT -> new EndpointReader(reading).read(fields, handling);
          case WORKFLOW -> new WorkflowCallReader(reading).read(fields);
          case PLUGIN -> new PluginCallReader(reading).read(fields, word, handling);
          case UNKNOWN -> null;
        };
    Fields skipped = fields.group("onSkip");
    List<NamedTemplate> onSkip =
        skipped == null ? List.of() : texts.named(skipped, "output", "output");
    Integer delay = fields.whole("delaySeconds");
    return new StageDefinition(
        name,
        word,
        action,
        texts.condition(fields.text("runIf")),
        delay == null ? Duration.ZERO : Duration.ofSeconds(delay),
        new LoopReader(reading).read(fields),
        texts.labelled(fields, "debug"),
        texts.optional(fields.text("message")),
        new OutputsReader(reading).read(fields, OutputNames.beside(kind, handling, onSkip)),
        texts.named(fields, "set", "global"),
        texts.named(fields, "context", "context entry"),
        new AssertionsReader(reading).read(fields),
        onSkip,
        new MockReader(reading).read(fields, kind),
        new StageTimeout(reading).read(fields),
        dependsOn(fields),
        written == null ? fields.at() : written.at());
  }

  private static @Nullable List<StageUse> dependsOn(Fields fields) {
    if (!fields.has("dependsOn")) {
      return null;
    }
    List<StageUse> uses = new ArrayList<>();
    for (Scalar name : fields.words("dependsOn")) {
      uses.add(new StageUse(name.text(), name));
    }
    return uses;
  }

  private String known(Scalar kind) {
    for (String known : kinds) {
      if (known.equalsIgnoreCase(kind.text())) {
        return known;
      }
    }
    String near = Nearest.to(kind.text(), kinds);
    reading.complain(
        Rule.WORKFLOW_UNKNOWN_KIND,
        kind.at(),
        "unknown stage kind '"
            + kind.text()
            + (near == null ? "'; there is " + String.join(", ", kinds) : "'"),
        near);
    return "";
  }

  private static String owner(Mapping mapping) {
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key().text().equals("name") && entry.value() instanceof Scalar name) {
        return "stage '" + name.text() + "'";
      }
    }
    return "the stage";
  }
}
