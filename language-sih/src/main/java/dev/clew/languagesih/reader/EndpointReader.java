package dev.clew.languagesih.reader;

import dev.clew.core.Nearest;
import dev.clew.languagesih.definition.ApiUse;
import dev.clew.languagesih.definition.EndpointCall;
import dev.clew.languagesih.definition.EndpointSyntax;
import dev.clew.languagesih.expression.TemplateExpression;
import dev.clew.languagesih.expression.TemplateExpression.Form;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.plan.RenderedRequest;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.RequestBody;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Mapping;
import dev.clew.yaml.YamlNode.Scalar;
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

  private final FileReading reading;

  EndpointReader(FileReading reading) {
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
    List<NamedExpression> headers = headers(of("headers", stage, config));
    List<NamedExpression> query = query(of("query", stage, config));
    Fields bodyHome =
        config != null && (config.has("body") || config.has("bodyFile")) ? config : stage;
    Scalar text = bodyHome.text("body");
    Scalar file = bodyHome.text("bodyFile");
    if (text != null && file != null) {
      reading.complain(
          SihRule.WORKFLOW_EXCLUSIVE_KEYS,
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
          SihRule.WORKFLOW_UNKNOWN_VERB,
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
      reading.complain(SihRule.WORKFLOW_ENDPOINT, scalar.at(), fault);
    }
    return endpoint;
  }

  private List<NamedExpression> headers(Fields fields) {
    List<NamedExpression> headers = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("header", reading);
    for (Fields.Pair pair : fields.texts("headers")) {
      names.add(pair.key());
      String fault = HeaderSyntax.nameFault(pair.key().text());
      if (fault != null) {
        reading.complain(SihRule.WORKFLOW_HEADER, pair.key().at(), fault);
      }
      if (RenderedRequest.Header.hasControl(pair.value().text())) {
        reading.complain(
            SihRule.WORKFLOW_HEADER,
            pair.value().at(),
            "the value of header '"
                + pair.key().text()
                + "' has a line break or control character");
      }
      boolean isAuthorization = pair.key().text().equalsIgnoreCase("Authorization");
      headers.add(
          new NamedExpression(
              pair.key().text(),
              new TemplateExpression(
                  template(pair.value()), isAuthorization ? Form.AUTHORIZATION : Form.TEXT)));
    }
    return headers;
  }

  private List<NamedExpression> query(Fields fields) {
    return new TextReader(reading).labelled(fields, "query");
  }

  private @Nullable RequestBody body(@Nullable Scalar scalar, List<NamedExpression> headers) {
    if (scalar == null) {
      return null;
    }
    return new BodyForms(reading.diagnostics()).body(scalar.text(), scalar, headers);
  }

  private Template template(Scalar scalar) {
    return TemplateParser.parse(scalar.text(), scalar, reading.diagnostics());
  }
}
