package dev.clew.languagesih.catalog;

import dev.clew.languagesih.reader.DeclaredNames;
import dev.clew.languagesih.reader.TextReader;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.plan.api.Readiness;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;

/// Reads the `connections` of a version.
///
/// @param version its text
record ConnectionReader(FileReading reading, String version) {
  List<Connection> read(List<YamlNode> nodes) {
    List<Connection> connections = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("connection", reading);
    AddressReader address = new AddressReader(reading);
    for (YamlNode node : nodes) {
      if (!(node instanceof Mapping mapping)) {
        reading.wrongType(node.at(), "a connection must be a mapping, not " + node.what());
        continue;
      }
      Fields fields = new Fields(mapping, "the connection", CatalogKeys.CONNECTION, reading);
      Scalar name = fields.required("name");
      Mapping config = fields.mapping("config");
      ApiDefinition at =
          new ApiDefinition(
              name == null ? "" : name.text(),
              version,
              address.baseUrls(fields),
              address.port(fields),
              address.basePath(fields),
              null,
              null,
              Readiness.DEFAULTS,
              null,
              address.template(fields, "apiKey"),
              address.template(fields, "apiKeySecret"),
              name == null ? mapping.at() : name.at());
      Connection connection =
          new Connection(
              at,
              CatalogReader.text(fields, "type"),
              CatalogReader.text(fields, "provider"),
              new TemplateTree.Members(
                  config == null ? List.of() : new TextReader(reading).members(config)));
      if (name != null && names.add(name.text(), name.at())) {
        connections.add(connection);
      }
    }
    return connections;
  }
}
