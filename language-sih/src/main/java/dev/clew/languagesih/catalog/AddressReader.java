package dev.clew.languagesih.catalog;

import dev.clew.languagesih.catalog.ApiDefinition.EnvironmentUrl;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads where a definition or a connection is: base URLs, port, base path, keys.
record AddressReader(FileReading reading) {
  List<EnvironmentUrl> baseUrls(Fields fields) {
    if (fields.node("baseUrl") == null) {
      fields.missing(fields.at(), "baseUrl");
    }
    List<EnvironmentUrl> urls = new ArrayList<>();
    for (Fields.Pair pair : fields.texts("baseUrl")) {
      urls.add(new EnvironmentUrl(pair.key().text(), url(pair.value())));
    }
    return urls;
  }

  private Template url(Scalar scalar) {
    Template url = TemplateParser.parse(scalar.text(), scalar, reading.diagnostics());
    for (Reference reference : url.references()) {
      if (!(reference instanceof Reference.Environment)) {
        reading.complain(
            SihRule.CATALOG_BAD_URL,
            scalar.at(reference.written().offset()),
            "only {{env:NAME}} can stand in a base URL, not " + reference.display());
      }
    }
    return url;
  }

  @Nullable Integer port(Fields fields) {
    return number(fields, "port", 1, 65535);
  }

  String basePath(Fields fields) {
    Scalar scalar = fields.text("basePath");
    String path = scalar == null ? "" : BaseUrls.trimmed(scalar.text().strip());
    return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
  }

  @Nullable Template template(Fields fields, String key) {
    Scalar scalar = fields.text(key);
    return scalar == null
        ? null
        : TemplateParser.parse(scalar.text(), scalar, reading.diagnostics());
  }

  /// Null when it is absent or, which is reported, not a whole number in that range.
  @Nullable Integer number(Fields fields, String key, int least, int most) {
    Scalar scalar = fields.text(key);
    return scalar == null ? null : number(scalar, key, least, most);
  }

  @Nullable Integer number(Scalar scalar, String key, int least, int most) {
    String text = scalar.text();
    long number = text.isEmpty() ? most + 1L : 0;
    for (int at = 0; at < text.length() && number <= most; at++) {
      char unit = text.charAt(at);
      number = unit < '0' || unit > '9' ? most + 1L : number * 10 + unit - '0';
    }
    if (number < least || number > most) {
      reading.wrongValue(
          scalar.at(), "'" + key + "' must be a whole number from " + least + " to " + most, null);
      return null;
    }
    return (int) number;
  }
}
