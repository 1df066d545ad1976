package dev.clew.workflow.reader;

import dev.clew.core.Nearest;
import dev.clew.workflow.definition.ApiUse;
import dev.clew.workflow.definition.Body;
import dev.clew.workflow.definition.EndpointCall;
import dev.clew.workflow.definition.EndpointSyntax;
import dev.clew.workflow.definition.Handling;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateParser;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.Key;
import dev.clew.workflow.yaml.KeySet;
import dev.clew.workflow.yaml.KeyType;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode.Mapping;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the request of an Endpoint or Http stage. Each key may stand in the stage or below
/// `config`, which wins.
final class EndpointReader {
  private static final List<String> VERBS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /// The keys that may stand in the stage or below `config`.
  static final KeySet KEYS =
      KeySet.of(
          Key.text("apiRef", "The API, which gives the base URL."),
          Key.text("endpoint", "The path behind the base URL, with tokens; or a whole URL."),
          Key.of("httpVerb", new KeyType.OneOf("an HTTP verb", VERBS, false), "The HTTP method."),
          Key.of("headers", KeyType.TEXT_BY_NAME, "The request's headers, with tokens."),
          Key.of("query", KeyType.TEXT_BY_NAME, "Parameters of the query, with tokens."),
          Key.text("body", "What the request carries, with tokens."),
          Key.text("bodyFile", "A file with what the request carries, with tokens."));

  private final Reading reading;

  EndpointReader(Reading reading) {
    this.reading = reading;
  }

  /// Null when a key is missing that a request needs.
  @Nullable EndpointCall read(Fields stage, Handling handling) {
    Mapping configured = stage.mapping("config");
    Fields config =
        configured == null
            ? null
            : new Fields(configured, "'config' of " + stage.owner(), KEYS, reading);
    Scalar target = of("endpoint", stage, config).required("endpoint");
    Scalar verb = of("httpVerb", stage, config).required("httpVerb");
    Fields apiHome = of("apiRef", stage, config);
    boolean absolute = target != null && EndpointSyntax.isAbsolute(target.text());
    Scalar api = absolute || target == null ? apiHome.text("apiRef") : apiHome.required("apiRef");
    String method = verb == null ? "" : method(verb);
    Template endpoint = target == null ? null : endpoint(target);
    List<NamedTemplate> headers = headers(of("headers", stage, config));
    List<NamedTemplate> query = query(of("query", stage, config));
    Fields bodyHome =
        config != null && (config.has("body") || config.has("bodyFile")) ? config : stage;
    Scalar text = bodyHome.text("body");
    Scalar file = bodyHome.text("bodyFile");
    if (text != null && file != null) {
      reading.complain(
          Rule.WORKFLOW_EXCLUSIVE_KEYS,
          file.at(),
          "'body' and 'bodyFile' of " + stage.owner() + " cannot stand together");
    }
    ApiUse use = api == null ? null : new ApiUse(api.text(), api);
    return endpoint == null
        ? null
        : new EndpointCall(
            use,
            method,
            endpoint,
            headers,
            query,
            body(text, headers),
            file == null || text != null ? null : template(file),
            handling);
  }

  private static Fields of(String key, Fields stage, @Nullable Fields config) {
    return config != null && config.node(key) != null ? config : stage;
  }

  private String method(Scalar verb) {
    String method = verb.text().toUpperCase(Locale.ROOT);
    if (!VERBS.contains(method)) {
      reading.complain(
          Rule.WORKFLOW_UNKNOWN_VERB,
          verb.at(),
          "unknown httpVerb '" + verb.text() + "'",
          Nearest.to(method, VERBS));
    }
    return method;
  }

  private Template endpoint(Scalar scalar) {
    Template endpoint = template(scalar);
    String fault = EndpointSyntax.fault(endpoint);
    if (fault != null) {
      reading.complain(Rule.WORKFLOW_ENDPOINT, scalar.at(), fault);
    }
    return endpoint;
  }

  private List<NamedTemplate> headers(Fields fields) {
    List<NamedTemplate> headers = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("header", reading);
    for (Fields.Pair pair : fields.texts("headers")) {
      names.add(pair.key());
      String fault = HeaderSyntax.nameFault(pair.key().text());
      if (fault != null) {
        reading.complain(Rule.WORKFLOW_HEADER, pair.key().at(), fault);
      }
      if (HeaderSyntax.hasControl(pair.value().text())) {
        reading.complain(
            Rule.WORKFLOW_HEADER,
            pair.value().at(),
            "the value of header '"
                + pair.key().text()
                + "' has a line break or control character");
      }
      headers.add(new NamedTemplate(pair.key().text(), template(pair.value())));
    }
    return headers;
  }

  private List<NamedTemplate> query(Fields fields) {
    return new TextReader(reading).labelled(fields, "query");
  }

  private @Nullable Body body(@Nullable Scalar scalar, List<NamedTemplate> headers) {
    if (scalar == null) {
      return null;
    }
    return new BodyForms(reading.diagnostics()).body(scalar.text(), scalar, headers);
  }

  private Template template(Scalar scalar) {
    return TemplateParser.parse(scalar.text(), scalar, reading.diagnostics());
  }
}
