package dev.clew.languagesih.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.TestWorkflows;
import dev.clew.languagesih.catalog.CatalogKeys;
import dev.clew.languagesih.catalog.CatalogReader;
import dev.clew.languagesih.reader.WorkflowReader;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlJson;
import dev.clew.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The schemas, the readers and the committed copies say the same.
class SchemasTest {
  private static final Path ROOT = Path.of(System.getProperty("clew.root", ".."));

  record Kind(String name, Json.Obj schema, KeySet keys, boolean isList) {
    List<String> problems(String yaml) {
      Schema compiled =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(schema.toString(), InputFormat.JSON);
      return compiled.validate(json(yaml).toString(), InputFormat.JSON).stream()
          .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
          .toList();
    }

    /// As an editor hands it to a schema.
    private static Json json(String yaml) {
      SourceFile source = new SourceFile("f", yaml);
      return YamlJson.of(Objects.requireNonNull(YamlText.read(source, new Diagnostics()), yaml));
    }

    List<String> diagnostics(String yaml) {
      Diagnostics found = new Diagnostics();
      SourceFile source = new SourceFile("f", yaml);
      Object read = isList ? CatalogReader.read(source, found) : WorkflowReader.read(source, found);
      assertThat(read).as(yaml).isNotNull();
      return found.inOrder().stream().map(Diagnostic::render).toList();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Kind WORKFLOW =
      new Kind("workflow", Schemas.workflow(), WorkflowReader.KEYS, false);
  private static final Kind CATALOG =
      new Kind("catalog", Schemas.catalog(), CatalogKeys.VERSION, true);

  static Stream<Kind> kinds() {
    return Stream.of(WORKFLOW, CATALOG);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void copy_inTheDocuments_isTheSame(Kind kind) throws IOException {
    Path copy = ROOT.resolve("docs/schema/" + kind.name() + ".schema.json");
    String made = JsonWriter.pretty(kind.schema()) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(copy, made);
    }
    assertThat(Files.readString(copy)).isEqualTo(made);
  }

  static List<Path> examples() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder :
        List.of(
            "cli/src/main/resources/dev/clew/cli/demo", "language-sih/src/test/resources/sih")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        files.filter(file -> file.toString().matches(".*\\.(workflow|catalog)")).forEach(all::add);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void schema_example_isValid(Path example) throws IOException {
    Kind kind = example.toString().endsWith(".catalog") ? CATALOG : WORKFLOW;
    assertThat(kind.problems(Files.readString(example))).isEmpty();
  }

  /// One key, by the way to it, with the text of a file in which it has a value.
  private record Written(Key key, List<String> way) {}

  private static List<Written> all(KeySet keys) {
    List<Written> all = new ArrayList<>();
    walk(keys, List.of(), (key, way) -> all.add(new Written(key, way)));
    return all;
  }

  private static void walk(KeySet keys, List<String> way, BiConsumer<Key, List<String>> visitor) {
    for (Key key : keys.keys()) {
      List<String> here = new ArrayList<>(way);
      here.add(key.name());
      visitor.accept(key, here);
      descend(key.type(), here, visitor);
    }
  }

  private static void descend(
      KeyType type, List<String> way, BiConsumer<Key, List<String>> visitor) {
    List<String> below = new ArrayList<>(way);
    if (type instanceof KeyType.Group group) {
      walk(group.keys(), way, visitor);
    } else if (type instanceof KeyType.ListOf list) {
      below.add("[]");
      descend(list.item(), below, visitor);
    } else if (type instanceof KeyType.MapOf map) {
      below.add(map.byStatus() ? "402" : "some");
      descend(map.value(), below, visitor);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void keys_all_areDescribed(Kind kind) {
    for (Written written : all(kind.keys())) {
      assertThat(written.key().description()).as(String.join(".", written.way())).endsWith(".");
    }
  }

  /// What the schema has, the reader knows and reads: a wrong value is reported, and nothing says
  /// that the key is unknown.
  @ParameterizedTest
  @MethodSource("kinds")
  void reader_everyKeyOfTheSchema_isRead(Kind kind) {
    for (Written written : all(kind.keys())) {
      String yaml = file(kind, written, wrong(written.key().type()));
      List<String> said = kind.diagnostics(yaml);
      String name = written.way().getLast();
      assertThat(said).as(yaml).noneMatch(line -> line.contains("unknown key"));
      if (!(written.key().type() instanceof KeyType.Anything) && isRead(kind, written)) {
        assertThat(said)
            .as(String.join(".", written.way()) + "\n" + yaml)
            .anyMatch(line -> line.contains("must be") && line.contains(name));
      }
    }
  }

  /// The catalog's keys that only later steps need are accepted and not looked at yet.
  private static boolean isRead(Kind kind, Written written) {
    return !kind.isList()
        || (List.of("version", "definitions", "name", "baseUrl", "port", "basePath")
                .contains(written.way().getLast())
            && !written.way().contains("connections")
            && !written.way().contains("latencyProfiles"));
  }

  /// And the schema refuses what the reader refuses.
  @ParameterizedTest
  @MethodSource("kinds")
  void schema_everyKeyWithAWrongValue_isRefused(Kind kind) {
    for (Written written : all(kind.keys())) {
      if (!(written.key().type() instanceof KeyType.Anything)) {
        String yaml = file(kind, written, wrong(written.key().type()));
        assertThat(kind.problems(yaml))
            .as(yaml)
            .anyMatch(line -> line.contains("/" + written.way().getLast()));
      }
    }
  }

  private static String wrong(KeyType type) {
    return switch (type) {
      case KeyType.ListOf list -> "text";
      case KeyType.MapOf map -> "text";
      case KeyType.Group group -> "text";
      case KeyType.Text text -> "[a]";
      case KeyType.Flag flag -> "[a]";
      case KeyType.Whole whole -> "[a]";
      case KeyType.Integral integral -> "[a]";
      case KeyType.Decimal decimal -> "[a]";
      case KeyType.Status status -> "[a]";
      case KeyType.OneOf choice -> "[a]";
      case KeyType.Anything anything -> "[a]";
    };
  }

  /// A file with only the keys on the way, and the few that decide what is read.
  private static String file(Kind kind, Written written, String value) {
    StringBuilder out = new StringBuilder();
    String indent = kind.isList() ? "  " : "";
    if (kind.isList()) {
      out.append("- ");
    }
    boolean first = kind.isList();
    List<String> way = written.way();
    for (int at = 0; at < way.size(); at++) {
      String step = way.get(at);
      boolean isLast = at == way.size() - 1;
      if (step.equals("[]")) {
        out.append(indent).append("- ");
        String sibling = sibling(way.subList(0, at), way.get(at + 1));
        indent += "  ";
        first = true;
        if (!sibling.isEmpty()) {
          out.append(sibling).append('\n');
          first = false;
        }
        continue;
      }
      out.append(first ? "" : indent).append(step).append(isLast ? ": " + value : ":").append('\n');
      first = false;
      indent += "  ";
    }
    return out.toString();
  }

  /// What has to stand beside a key for it to be read.
  private static String sibling(List<String> list, String key) {
    String last = list.getLast();
    if (last.equals("stages")) {
      boolean ofChild = List.of("workflowRef", "inputs", "allowVersion").contains(key);
      return key.equals("kind") ? "" : "kind: " + (ofChild ? "Workflow" : "Http");
    }
    if (last.equals("definitions") && !key.equals("name")) {
      return "name: x";
    }
    if (last.equals("variables") && !key.equals("type")) {
      return "type: " + variableType(key);
    }
    return "";
  }

  private static String variableType(String key) {
    return switch (key) {
      case "min", "max", "padding" -> "Number";
      case "length", "characterSet" -> "Text";
      case "fromDate", "toDate" -> "Date";
      case "fromTime", "toTime" -> "Time";
      case "fromDateTime", "toDateTime", "format" -> "DateTime";
      case "start", "step" -> "Sequence";
      default -> "Fixed";
    };
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void schema_acceptedFile_isValid(String yaml) {
    assertThat(WORKFLOW.diagnostics(yaml)).isEmpty();
    assertThat(WORKFLOW.problems(yaml)).isEmpty();
  }

  /// What clew reads without a word, however it is written.
  static Stream<String> accepted() {
    String stage = "stages:\n  - {name: a, kind: Http, apiRef: b, endpoint: /c, httpVerb: GET";
    String head = "version: 1\nname: 2\n";
    return Stream.of(
        TestWorkflows.seed(),
        head + stage + "}\n",
        head + "description:\nvars:\ninput:\nreferences:\n" + stage + "}\n",
        head + stage.replace("Http", "hTTp").replace("GET", "get") + "}\n",
        head + stage + ", delaySeconds: '5', timeoutSeconds: '1.5', expectedStatus: '200'}\n",
        head + stage + ", timeout: 30}\n",
        head + stage + ", timeout: 1h30m}\n",
        head + stage + ", expectedStatuses: [200, '201'], dependsOn: []}\n",
        head + stage + ", onStatus: {402: }, jumpOnStatus: {'409': endStage}}\n",
        head + "output: Off\n" + stage + ", headers: {X-A: 1, X-B: true, X-C: }}\n",
        head + stage + ", dataFile: x, forEachSequential: 'True', itemName: 1}\n");
  }
}
