package dev.clew.plan;

import dev.clew.plan.RenderedRequest.Header;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.evidence.MissingCode;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.stage.RequestBody;
import dev.clew.plan.value.Escaping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one request of its specification.
final class RequestRendering {
  private final EndpointSpec spec;
  private final RunScope scope;
  private final List<Use> uses = new ArrayList<>();

  RequestRendering(EndpointSpec spec, RunScope scope) {
    this.spec = spec;
    this.scope = scope;
  }

  RenderedRequest request() {
    String url = url();
    List<Header> headers = new ArrayList<>();
    for (NamedExpression header : spec.headers()) {
      headers.add(new Header(header.name(), headerValue(header)));
    }
    String contentType = spec.contentType();
    if (contentType != null) {
      headers.add(new Header("Content-Type", contentType));
    }
    return new RenderedRequest(spec.method(), url, headers, body(spec.body()), uses);
  }

  private String url() {
    StringBuilder out = new StringBuilder(used(spec.endpoint().text(scope, "endpoint")));
    char separator = out.indexOf("?") < 0 ? '?' : '&';
    for (NamedExpression parameter : spec.query()) {
      String value = used(parameter.expression().text(scope, "query." + parameter.name()));
      out.append(separator)
          .append(Escaping.PERCENT.of(parameter.name()))
          .append('=')
          .append(Escaping.PERCENT.of(value));
      separator = '&';
    }
    ResolvedApi api = spec.api();
    return api == null || spec.isAbsolute() ? out.toString() : api.url(out.toString());
  }

  private String headerValue(NamedExpression header) {
    String where = "headers." + header.name();
    String value = used(header.expression().text(scope, where));
    if (Header.hasControl(value)) {
      uses.add(
          new Use(
              where,
              header.expression().written(),
              new Resolved.Missing(
                  "the value has a line break or control character",
                  MissingCode.UNSAFE_VALUE,
                  false)));
    }
    return value;
  }

  private @Nullable String body(@Nullable RequestBody body) {
    return body == null ? null : used(body.content().text(scope, "body"));
  }

  private String used(Rendered<String> rendered) {
    uses.addAll(rendered.uses());
    return rendered.value();
  }
}
