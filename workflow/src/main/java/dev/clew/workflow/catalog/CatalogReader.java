package dev.clew.workflow.catalog;

import dev.clew.workflow.catalog.ApiDefinition.EnvironmentUrl;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.template.Reference;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateParser;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode;
import dev.clew.workflow.yaml.YamlNode.Mapping;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import dev.clew.workflow.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads an `api.catalog`. Of a definition it reads what base URLs are made of; the other keys of
/// the language are accepted and not read.
public final class CatalogReader {
  private final Reading reading;

  private CatalogReader(Reading reading) {
    this.reading = reading;
  }

  /// Null when nothing could be read; then a diagnostic says why.
  public static @Nullable Catalog read(SourceFile source, Diagnostics diagnostics) {
    return new CatalogReader(new Reading(source, diagnostics, Reading.CATALOG)).catalog();
  }

  private @Nullable Catalog catalog() {
    YamlNode root = YamlText.read(reading.source(), reading.diagnostics());
    if (root == null) {
      return null;
    }
    if (!(root instanceof YamlNode.Sequence items)) {
      reading.complain(
          Rule.CATALOG_NOT_A_LIST,
          root.at(),
          "a catalog is a list of versions ('- version: …'), not " + root.what());
      return null;
    }
    List<Catalog.Version> versions = new ArrayList<>();
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (YamlNode item : items.items()) {
      Catalog.Version version = version(item);
      if (version != null && isNew(names, version.version(), "version", version.at())) {
        versions.add(version);
      }
    }
    if (items.items().isEmpty()) {
      reading.complain(Rule.CATALOG_EMPTY, root.at(), "the catalog has no versions");
    }
    return new Catalog(reading.source(), versions);
  }

  private Catalog.@Nullable Version version(YamlNode node) {
    if (!(node instanceof Mapping mapping)) {
      reading.wrongType(node.at(), "a catalog version must be a mapping, not " + node.what());
      return null;
    }
    Fields fields = new Fields(mapping, "the catalog version", CatalogKeys.VERSION, reading);
    Scalar version = fields.required("version");
    List<ApiDefinition> definitions = new ArrayList<>();
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (YamlNode item : fields.list("definitions")) {
      ApiDefinition definition = definition(item);
      if (definition != null && isNew(names, definition.name(), "definition", definition.at())) {
        definitions.add(definition);
      }
    }
    return version == null ? null : new Catalog.Version(version.text(), definitions, mapping.at());
  }

  private @Nullable ApiDefinition definition(YamlNode node) {
    if (!(node instanceof Mapping mapping)) {
      reading.wrongType(node.at(), "a definition must be a mapping, not " + node.what());
      return null;
    }
    Fields fields = new Fields(mapping, "the definition", CatalogKeys.DEFINITION, reading);
    Scalar name = fields.required("name");
    if (fields.node("baseUrl") == null) {
      fields.missing(mapping.at(), "baseUrl");
    }
    List<EnvironmentUrl> urls = new ArrayList<>();
    for (Fields.Pair pair : fields.texts("baseUrl")) {
      urls.add(new EnvironmentUrl(pair.key().text(), url(pair.value())));
    }
    return name == null
        ? null
        : new ApiDefinition(
            name.text(),
            urls,
            port(fields.text("port")),
            basePath(fields.text("basePath")),
            name.at());
  }

  private Template url(Scalar scalar) {
    Template url = TemplateParser.parse(scalar.text(), scalar, reading.diagnostics());
    for (Reference reference : url.references()) {
      if (!(reference instanceof Reference.Environment)) {
        reading.complain(
            Rule.CATALOG_BAD_URL,
            scalar.at(reference.written().offset()),
            "only {{env:NAME}} can stand in a base URL, not " + reference.display());
      }
    }
    return url;
  }

  private @Nullable Integer port(@Nullable Scalar scalar) {
    if (scalar == null) {
      return null;
    }
    String text = scalar.text();
    int port = 0;
    for (int at = 0; at < text.length() && port <= 65535; at++) {
      char unit = text.charAt(at);
      port = unit < '0' || unit > '9' ? 65536 : port * 10 + unit - '0';
    }
    if (port == 0 || port > 65535) {
      reading.wrongValue(scalar.at(), "'port' must be a whole number from 1 to 65535", null);
      return null;
    }
    return port;
  }

  private static String basePath(@Nullable Scalar scalar) {
    String path = scalar == null ? "" : BaseUrl.trimmed(scalar.text().strip());
    return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
  }

  private boolean isNew(Set<String> names, String name, String what, Position at) {
    if (names.add(name)) {
      return true;
    }
    reading.complain(
        Rule.CATALOG_DUPLICATE_NAME,
        at,
        what + " '" + name + "' is given twice; names ignore case");
    return false;
  }
}
