package dev.clew.languagesih.reader;

import dev.clew.core.json.Json;
import dev.clew.languagesih.expression.ListFile;
import dev.clew.languagesih.expression.TemplateExpression;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.JsonPath;
import dev.clew.languagesih.template.Template;
import dev.clew.plan.expression.Literal;
import dev.clew.plan.stage.Loop;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the keys of a loop: `forEach` and `dataFile`, and those that mean something only with one
/// of them.
final class LoopReader {
  /// More calls at once would exhaust the connections of one machine.
  static final int MAX_PARALLEL = 1_000;

  static final KeySet KEYS =
      KeySet.of(
          Key.text(
              "forEach",
              "One token whose value is a list; with 'dataFile', the path of the list in the file."),
          Key.of("forEachSequential", KeyType.FLAG, "Whether an item waits for the one before it."),
          Key.text("itemName", "What {{context:…}} calls the item; item when not written."),
          Key.text("indexName", "What {{context:…}} calls the index; index when not written."),
          Key.of(
              "maxParallel",
              new KeyType.Whole(1, MAX_PARALLEL),
              "How many items are under way at once; 8 when not written."),
          Key.text("dataFile", "A JSON or YAML file with the items; its content is a template."));

  static final String DEFAULT_ITEM = "item";
  static final String DEFAULT_INDEX = "index";

  /// `maxParallel` when none is written.
  static final int DEFAULT_MAX_PARALLEL = 8;

  private static final List<String> ONLY_WITH_A_LOOP =
      List.of("forEachSequential", "itemName", "indexName", "maxParallel");

  private final FileReading reading;
  private final TextReader texts;

  LoopReader(FileReading reading) {
    this.reading = reading;
    this.texts = new TextReader(reading);
  }

  /// Null when the stage runs once.
  @Nullable Loop read(Fields stage) {
    Scalar forEach = stage.text("forEach");
    Scalar dataFile = stage.text("dataFile");
    boolean sequential = stage.flag("forEachSequential", false);
    Scalar item = stage.text("itemName");
    Scalar index = stage.text("indexName");
    Integer maxParallel = stage.whole("maxParallel");
    if (!stage.has("forEach") && !stage.has("dataFile")) {
      complainOfUnused(stage);
      return null;
    }
    if (sequential && maxParallel != null) {
      complainOfUnused(stage, "maxParallel", "with 'forEachSequential'");
    }
    String itemName = item == null ? DEFAULT_ITEM : item.text();
    String indexName = index == null ? DEFAULT_INDEX : index.text();
    if (itemName.equalsIgnoreCase(indexName)) {
      Scalar written = index == null ? item : index;
      reading.complain(
          SihRule.WORKFLOW_LOOP,
          written == null ? stage.at() : written.at(),
          "the item and the index of a loop are both called '" + itemName + "'");
    }
    return new Loop(
        items(forEach, dataFile),
        sequential,
        itemName,
        indexName,
        maxParallel == null ? DEFAULT_MAX_PARALLEL : maxParallel);
  }

  private void complainOfUnused(Fields stage) {
    for (String key : ONLY_WITH_A_LOOP) {
      complainOfUnused(stage, key, "without 'forEach' or 'dataFile'");
    }
  }

  private void complainOfUnused(Fields stage, String name, String when) {
    Scalar key = stage.key(name);
    if (key != null) {
      reading.complain(
          SihRule.WORKFLOW_UNUSED_KEY, key.at(), "key '" + name + "' means nothing " + when);
    }
  }

  /// Something is there; when it is no text, that was reported.
  private Loop.Items items(@Nullable Scalar forEach, @Nullable Scalar dataFile) {
    if (dataFile != null) {
      JsonPath path = forEach == null ? JsonPath.ROOT : path(forEach);
      return new Loop.Items.InFile(texts.expression(dataFile), new ListFile(path));
    }
    return new Loop.Items.Of(
        forEach == null ? new Literal(Json.NULL) : TemplateExpression.text(token(forEach)));
  }

  /// The token, without the space around it. A token that is wrong was reported.
  private Template token(Scalar scalar) {
    int before = reading.diagnostics().size();
    Template template = texts.template(scalar);
    List<Template.Part> tokens = new ArrayList<>();
    boolean hasText = false;
    for (Template.Part part : template.parts()) {
      switch (part) {
        case Template.Part.Literal literal -> hasText |= !literal.text().isBlank();
        case Template.Part.Insert insert -> tokens.add(insert);
      }
    }
    boolean broken = reading.diagnostics().size() > before;
    if (!broken && (hasText || tokens.size() != 1)) {
      reading.complain(
          SihRule.WORKFLOW_LOOP,
          scalar.at(),
          "'forEach' must be one token whose value is a list, such as {{input.items}}");
    }
    return new Template(template.text(), tokens, template.place());
  }

  /// Members and indexes with dots between them; a leading `$` is the file's root.
  private JsonPath path(Scalar scalar) {
    String text = scalar.text().strip();
    String path = text.equals("$") ? "" : text.startsWith("$.") ? text.substring(2) : text;
    List<JsonPath.Step> steps = new ArrayList<>();
    if (path.isEmpty()) {
      return JsonPath.ROOT;
    }
    for (String name : path.split("\\.", -1)) {
      boolean optional = name.endsWith("?");
      String member = optional ? name.substring(0, name.length() - 1) : name;
      if (member.isBlank() || member.indexOf('{') >= 0 || member.indexOf('[') >= 0) {
        reading.complain(
            SihRule.WORKFLOW_LOOP,
            scalar.at(),
            "with 'dataFile', 'forEach' is a path of names with dots between them, such as data.items");
        return JsonPath.ROOT;
      }
      steps.add(new JsonPath.Step(member.strip(), optional));
    }
    return new JsonPath(steps);
  }
}
