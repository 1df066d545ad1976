package dev.clew.workflow.plan;

import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.Body;
import dev.clew.workflow.definition.EndpointSyntax;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.plan.RenderedRequest.Header;
import dev.clew.workflow.reader.HeaderSyntax;
import dev.clew.workflow.template.Escaping;
import dev.clew.workflow.template.MissingCode;
import dev.clew.workflow.template.Rendered;
import dev.clew.workflow.template.Rendering;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.template.Scope;
import dev.clew.workflow.template.Use;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one request of its specification.
final class RequestRendering {
  private static final String BEARER = "Bearer ";
  private static final String AROUND_A_TOKEN = "\" \r\n";

  private final EndpointSpec spec;
  private final Scope scope;
  private final List<Use> uses = new ArrayList<>();

  RequestRendering(EndpointSpec spec, Scope scope) {
    this.spec = spec;
    this.scope = scope;
  }

  RenderedRequest request() {
    String url = url();
    List<Header> headers = new ArrayList<>();
    for (NamedTemplate header : spec.headers()) {
      headers.add(new Header(header.name(), headerValue(header)));
    }
    String contentType = spec.contentType();
    if (contentType != null) {
      headers.add(new Header("Content-Type", contentType));
    }
    return new RenderedRequest(spec.method(), url, headers, body(spec.body()), uses);
  }

  private String url() {
    RequestTarget target = new RequestTarget(spec.endpoint(), scope);
    StringBuilder out = new StringBuilder(target.render(uses));
    char separator = out.indexOf("?") < 0 ? '?' : '&';
    for (NamedTemplate parameter : spec.query()) {
      Rendered<String> value =
          Rendering.text(parameter.template(), scope, "query." + parameter.name(), Escaping.NONE);
      uses.addAll(value.uses());
      out.append(separator)
          .append(Escaping.PERCENT.of(parameter.name()))
          .append('=')
          .append(Escaping.PERCENT.of(value.value()));
      separator = '&';
    }
    ResolvedApi api = spec.api();
    boolean absolute = EndpointSyntax.isAbsolute(spec.endpoint().text());
    return api == null || absolute ? out.toString() : api.url(out.toString());
  }

  private String headerValue(NamedTemplate header) {
    String where = "headers." + header.name();
    Rendered<String> value = Rendering.text(header.template(), scope, where, Escaping.NONE);
    uses.addAll(value.uses());
    String sent =
        header.name().equalsIgnoreCase("Authorization") ? bearer(value.value()) : value.value();
    if (HeaderSyntax.hasControl(sent)) {
      uses.add(
          new Use(
              where,
              header.template().text(),
              new Resolved.Missing(
                  "the value has a line break or control character",
                  MissingCode.UNSAFE_VALUE,
                  false)));
    }
    return sent;
  }

  /// As in SIH: a token that came with its quotes or line break around it is sent without them.
  private static String bearer(String value) {
    if (!value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return value;
    }
    int start = BEARER.length();
    int end = value.length();
    while (start < end && AROUND_A_TOKEN.indexOf(value.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && AROUND_A_TOKEN.indexOf(value.charAt(end - 1)) >= 0) {
      end--;
    }
    return BEARER + value.substring(start, end);
  }

  private @Nullable String body(@Nullable Body body) {
    if (body == null) {
      return null;
    }
    Rendered<String> text = body.render(scope);
    uses.addAll(text.uses());
    return text.value();
  }
}
