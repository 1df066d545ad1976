package dev.clew.languagesih.catalog;

import dev.clew.core.Nearest;
import dev.clew.languagesih.catalog.ApiDefinition.EnvironmentUrl;
import dev.clew.languagesih.reader.DeclaredNames;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.api.Readiness;
import dev.clew.plan.stage.LatencyProfile;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the `definitions` of a version.
///
/// @param version its text
/// @param profiles of the same version
record DefinitionReader(FileReading reading, String version, List<LatencyProfile> profiles) {
  /// The largest values that a catalog may ask for.
  private static final int MAX_RETRIES = 1_000;

  private static final int MAX_MILLIS = 600_000;

  private static final List<ContractSource.Type> WITH_URL =
      List.of(ContractSource.Type.OPENAPI, ContractSource.Type.SWAGGER, ContractSource.Type.SCALA);

  List<ApiDefinition> read(List<YamlNode> nodes) {
    List<ApiDefinition> definitions = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("definition", reading);
    for (YamlNode node : nodes) {
      ApiDefinition definition = definition(node);
      if (definition != null && names.add(definition.name(), definition.at())) {
        definitions.add(definition);
      }
    }
    return definitions;
  }

  private @Nullable ApiDefinition definition(YamlNode node) {
    if (!(node instanceof Mapping mapping)) {
      reading.wrongType(node.at(), "a definition must be a mapping, not " + node.what());
      return null;
    }
    Fields fields = new Fields(mapping, "the definition", CatalogKeys.DEFINITION, reading);
    AddressReader address = new AddressReader(reading);
    Scalar name = fields.required("name");
    List<EnvironmentUrl> urls = address.baseUrls(fields);
    ApiDefinition definition =
        new ApiDefinition(
            name == null ? "" : name.text(),
            version,
            urls,
            address.port(fields),
            address.basePath(fields),
            contract(fields, urls),
            url(fields, "healthCheck", urls),
            readiness(fields),
            latencyProfile(fields),
            address.template(fields, "apiKey"),
            address.template(fields, "apiKeySecret"),
            name == null ? mapping.at() : name.at());
    return name == null ? null : definition;
  }

  /// The type is inferred from the key of the URL; a catalog that says two things is wrong.
  private @Nullable ContractSource contract(Fields fields, List<EnvironmentUrl> urls) {
    ContractSource.Type found = null;
    CatalogUrl url = null;
    for (ContractSource.Type type : WITH_URL) {
      CatalogUrl here = url(fields, type.key(), urls);
      if (here != null && found != null) {
        reading.complain(
            SihRule.CATALOG_CONTRACT,
            here.place().start(),
            "'"
                + found.key()
                + "' and '"
                + type.key()
                + "' are given; a definition has one contract");
      } else if (here != null) {
        found = type;
        url = here;
      }
    }
    Scalar written = fields.text("contractType");
    if (written == null) {
      return found == null ? null : new ContractSource(found, url);
    }
    ContractSource.Type type = type(written);
    if (type == null) {
      return null;
    }
    if (found == null && type != ContractSource.Type.LLM) {
      reading.complain(
          SihRule.CATALOG_CONTRACT,
          written.at(),
          "contractType is '" + type.word() + "', and there is no '" + type.key() + "'");
      return null;
    }
    if (found != null && type != found) {
      reading.complain(
          SihRule.CATALOG_CONTRACT,
          written.at(),
          "contractType is '"
              + type.word()
              + "', and the contract is given as '"
              + found.key()
              + "'");
      return null;
    }
    return new ContractSource(type, url);
  }

  private ContractSource.@Nullable Type type(Scalar written) {
    List<String> words = new ArrayList<>();
    for (ContractSource.Type type : ContractSource.Type.values()) {
      if (type.word().equals(written.text().strip().toLowerCase(Locale.ROOT))) {
        return type;
      }
      words.add(type.word());
    }
    reading.wrongValue(
        written.at(),
        "'" + written.text() + "' is not a contractType (" + String.join(", ", words) + ")",
        Nearest.to(written.text(), words));
    return null;
  }

  private @Nullable CatalogUrl url(Fields fields, String key, List<EnvironmentUrl> urls) {
    Scalar scalar = fields.text(key);
    if (scalar == null) {
      return null;
    }
    CatalogUrl url = CatalogUrl.parse(scalar.text(), scalar, reading.diagnostics());
    for (CatalogUrl.Part part : url.parts()) {
      if (part instanceof CatalogUrl.Part.BaseUrlOf(String environment)
          && environment != null
          && EnvironmentUrl.find(urls, environment) == null) {
        List<String> known = new ArrayList<>();
        urls.forEach(each -> known.add(each.environment()));
        reading.complain(
            SihRule.CATALOG_OTHER_ENVIRONMENT,
            scalar.at(),
            "{{baseUrl."
                + environment
                + "}}: there is no base URL for that environment here; that of the run is used",
            Nearest.to(environment, known));
      } else if (part instanceof CatalogUrl.Part.Port && fields.node("port") == null) {
        reading.complain(
            SihRule.CATALOG_BAD_URL, scalar.at(), "{{port}}: the definition has no 'port'");
      }
    }
    return url;
  }

  private Readiness readiness(Fields definition) {
    Mapping mapping = definition.mapping("readiness");
    if (mapping == null) {
      return Readiness.DEFAULTS;
    }
    Fields fields = new Fields(mapping, "'readiness'", CatalogKeys.READINESS, reading);
    if (definition.node("healthCheck") == null) {
      reading.complain(
          SihRule.CATALOG_MISSING_KEY,
          mapping.at(),
          "the definition has 'readiness' and no 'healthCheck' to ask");
    }
    AddressReader numbers = new AddressReader(reading);
    Integer retries = numbers.number(fields, "maxRetries", 0, MAX_RETRIES);
    Integer delay = numbers.number(fields, "delayMs", 0, MAX_MILLIS);
    Integer timeout = numbers.number(fields, "timeoutMs", 1, MAX_MILLIS);
    return new Readiness(
        retries == null ? Readiness.DEFAULTS.maxRetries() : retries,
        delay == null ? Readiness.DEFAULTS.delay() : Duration.ofMillis(delay),
        timeout == null ? Readiness.DEFAULTS.timeout() : Duration.ofMillis(timeout),
        statuses(fields, numbers));
  }

  /// One status, or a list of them.
  private static List<Integer> statuses(Fields fields, AddressReader numbers) {
    List<Integer> statuses = new ArrayList<>();
    List<Scalar> words = new ArrayList<>();
    if (fields.node("httpStatus") instanceof YamlNode.Sequence) {
      words.addAll(fields.words("httpStatus"));
    } else {
      Scalar one = fields.text("httpStatus");
      if (one != null) {
        words.add(one);
      }
    }
    for (Scalar word : words) {
      Integer status = numbers.number(word, "httpStatus", 100, 599);
      if (status != null && !statuses.contains(status)) {
        statuses.add(status);
      }
    }
    return statuses;
  }

  /// By the name that it is declared with, if this version declares it; else a workflow does.
  private @Nullable String latencyProfile(Fields fields) {
    Scalar scalar = fields.text("latencyProfile");
    if (scalar == null) {
      return null;
    }
    for (LatencyProfile profile : profiles) {
      if (profile.name().equalsIgnoreCase(scalar.text())) {
        return profile.name();
      }
    }
    return scalar.text();
  }
}
