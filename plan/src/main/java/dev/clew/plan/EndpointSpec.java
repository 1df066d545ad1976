package dev.clew.plan;

import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.stage.ExpectedStatuses;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.LatencyProfile;
import dev.clew.plan.stage.RequestBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An HTTP request, and what is made of its answer.
///
/// @param api absent only when `endpoint` is an absolute URL
/// @param endpoint the path and query behind the base URL, or an absolute http(s) URL; values in it
///   are percent-encoded
/// @param bodyFile the path of a file with the body that only a run can name; else null
/// @param contentType the Content-Type to send because no header gives one; absent when a header
///   does or there is no body
/// @param latency names for its duration; null for none
public record EndpointSpec(
    @Nullable ResolvedApi api,
    String method,
    Expression endpoint,
    List<NamedExpression> headers,
    List<NamedExpression> query,
    @Nullable RequestBody body,
    @Nullable Expression bodyFile,
    @Nullable String contentType,
    Handling handling,
    @Nullable LatencyProfile latency)
    implements StageSpec {
  public EndpointSpec {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  /// Whether the endpoint is a whole URL, which needs no base URL. Its scheme is always literal.
  public boolean isAbsolute() {
    String written = endpoint.written();
    return written.regionMatches(true, 0, "http://", 0, 7)
        || written.regionMatches(true, 0, "https://", 0, 8);
  }

  public ExpectedStatuses expected() {
    return handling.expected();
  }

  /// The request to send. It must not be sent unless it [RenderedRequest#isComplete].
  public RenderedRequest render(RunScope scope) {
    return new RequestRendering(this, scope).request();
  }
}
