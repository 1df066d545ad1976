package dev.clew.languagesih.catalog;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.reader.DeclaredNames;
import dev.clew.languagesih.reader.LatencyProfilesReader;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.stage.LatencyProfile;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import dev.clew.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads an `api.catalog`.
public final class CatalogReader {
  private final FileReading reading;

  private CatalogReader(FileReading reading) {
    this.reading = reading;
  }

  /// Null when nothing could be read; then a diagnostic says why.
  public static @Nullable Catalog read(SourceFile source, Diagnostics diagnostics) {
    return new CatalogReader(new FileReading(source, diagnostics, SihRule.IN_CATALOG)).catalog();
  }

  private @Nullable Catalog catalog() {
    YamlNode root = YamlText.read(reading.source(), reading.diagnostics());
    if (root == null) {
      return null;
    }
    if (!(root instanceof YamlNode.Sequence items)) {
      reading.complain(
          SihRule.CATALOG_NOT_A_LIST,
          root.at(),
          "a catalog is a list of versions ('- version: …'), not " + root.what());
      return null;
    }
    List<Catalog.Version> versions = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("version", reading);
    for (YamlNode item : items.items()) {
      Catalog.Version version = version(item);
      if (version != null && names.add(version.version(), version.at())) {
        versions.add(version);
      }
    }
    if (items.items().isEmpty()) {
      reading.complain(SihRule.CATALOG_EMPTY, root.at(), "the catalog has no versions");
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
    List<LatencyProfile> profiles =
        new LatencyProfilesReader(reading)
            .read(fields.groups("latencyProfiles", "a latency profile"));
    List<ApiDefinition> definitions =
        new DefinitionReader(reading, version == null ? "" : version.text(), profiles)
            .read(fields.list("definitions"));
    List<Connection> connections =
        new ConnectionReader(reading, version == null ? "" : version.text())
            .read(fields.list("connections"));
    Scalar baseline = fields.text("baselineSnapshot");
    Boolean blocks =
        fields.node("assertionFailuresBlock") == null
            ? null
            : fields.flag("assertionFailuresBlock", true);
    List<CatalogPlugin> plugins = plugins(fields);
    return version == null
        ? null
        : new Catalog.Version(
            version.text(),
            definitions,
            blocks,
            baseline == null ? null : baseline.text(),
            profiles,
            connections,
            plugins,
            mapping.at());
  }

  private List<CatalogPlugin> plugins(Fields version) {
    List<CatalogPlugin> plugins = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("plug-in", reading);
    for (YamlNode node : version.list("plugins")) {
      if (!(node instanceof Mapping mapping)) {
        reading.wrongType(node.at(), "a plug-in must be a mapping, not " + node.what());
        continue;
      }
      Fields fields = new Fields(mapping, "the plug-in", CatalogKeys.PLUGIN, reading);
      Scalar id = fields.required("id");
      String assembly = text(fields, "assembly");
      String contract = text(fields, "contractVersion");
      String runtime = text(fields, "runtimeVersion");
      if (id != null && names.add(id.text(), id.at())) {
        plugins.add(
            new CatalogPlugin(
                id.text(),
                assembly,
                Objects.requireNonNullElse(contract, CatalogPlugin.CONTRACT_VERSION),
                runtime));
      }
    }
    return plugins;
  }

  static @Nullable String text(Fields fields, String key) {
    Scalar scalar = fields.text(key);
    return scalar == null ? null : scalar.text();
  }
}
