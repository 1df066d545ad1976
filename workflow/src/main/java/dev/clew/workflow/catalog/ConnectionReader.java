package dev.clew.workflow.catalog;

import dev.clew.workflow.definition.Names;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode;
import dev.clew.workflow.yaml.YamlNode.Mapping;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;

/// Reads the `connections` of a version.
record ConnectionReader(Reading reading) {
  List<Connection> read(List<YamlNode> nodes) {
    List<Connection> connections = new ArrayList<>();
    Names names = new Names("connection", reading);
    AddressReader address = new AddressReader(reading);
    for (YamlNode node : nodes) {
      if (!(node instanceof Mapping mapping)) {
        reading.wrongType(node.at(), "a connection must be a mapping, not " + node.what());
        continue;
      }
      Fields fields = new Fields(mapping, "the connection", CatalogKeys.CONNECTION, reading);
      Scalar name = fields.required("name");
      Connection connection =
          new Connection(
              name == null ? "" : name.text(),
              CatalogReader.text(fields, "type"),
              CatalogReader.text(fields, "provider"),
              address.baseUrls(fields),
              address.port(fields),
              address.basePath(fields),
              address.template(fields, "apiKey"),
              address.template(fields, "apiKeySecret"),
              fields.mapping("config"),
              mapping.at());
      if (name != null && names.add(name.text(), name.at())) {
        connections.add(connection);
      }
    }
    return connections;
  }
}
