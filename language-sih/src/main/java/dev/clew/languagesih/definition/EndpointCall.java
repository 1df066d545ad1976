package dev.clew.languagesih.definition;

import dev.clew.languagesih.template.Template;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.RequestBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The HTTP request of a stage as written.
///
/// @param api the `apiRef`; absent only when the endpoint is an absolute URL
/// @param endpoint a path and query behind the base URL, or an absolute http(s) URL whose host is
///   literal
/// @param bodyFile the path of a file with the body; null when `body` has it or there is none
public record EndpointCall(
    @Nullable ApiUse api,
    String method,
    Template endpoint,
    List<NamedExpression> headers,
    List<NamedExpression> query,
    @Nullable RequestBody body,
    @Nullable Template bodyFile,
    Handling handling)
    implements StageAction {
  public EndpointCall {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  /// The same request with the body of its file.
  public EndpointCall with(RequestBody read) {
    return new EndpointCall(api, method, endpoint, headers, query, read, null, handling);
  }

  /// Whether the endpoint is a whole URL, which needs no base URL.
  public boolean isAbsolute() {
    return EndpointSyntax.isAbsolute(endpoint.text());
  }
}
