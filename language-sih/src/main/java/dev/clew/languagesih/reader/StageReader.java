package dev.clew.languagesih.reader;

import dev.clew.core.Nearest;
import dev.clew.languagesih.definition.OutputNames;
import dev.clew.languagesih.definition.StageAction;
import dev.clew.languagesih.definition.StageDefinition;
import dev.clew.languagesih.definition.StageKind;
import dev.clew.languagesih.definition.StageTimeout;
import dev.clew.languagesih.definition.StageUse;
import dev.clew.languagesih.definition.resilience.Resilience;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.StageSettings;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.Handling;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
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

  private final FileReading reading;
  private final TextReader texts;
  private final Resilience resilience;
  private final Supplier<Set<String>> pluginKinds;

  /// @param pluginKinds the kinds that plug-ins execute
  StageReader(FileReading reading, Resilience resilience, Supplier<Set<String>> pluginKinds) {
    this.reading = reading;
    this.texts = new TextReader(reading);
    this.resilience = resilience;
    this.pluginKinds = pluginKinds;
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
    List<NamedExpression> onSkip =
        skipped == null ? List.of() : texts.named(skipped, "output", "output");
    Integer delay = fields.whole("delaySeconds");
    StageSettings settings =
        new StageSettings(
            name,
            word,
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
            written == null ? fields.at() : written.at());
    return new StageDefinition(settings, action, dependsOn(fields));
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
    for (String known : BUILT_IN) {
      if (known.equalsIgnoreCase(kind.text())) {
        return known;
      }
    }
    List<String> kinds = new ArrayList<>(BUILT_IN);
    for (String known : pluginKinds.get()) {
      if (known.equalsIgnoreCase(kind.text())) {
        return known;
      }
      kinds.add(known);
    }
    String near = Nearest.to(kind.text(), kinds);
    reading.complain(
        SihRule.WORKFLOW_UNKNOWN_KIND,
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
