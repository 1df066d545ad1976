package dev.clew.workflow.plan;

import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.Body;
import dev.clew.workflow.definition.ExpectedStatuses;
import dev.clew.workflow.definition.Handling;
import dev.clew.workflow.definition.LatencyProfile;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.template.Scope;
import dev.clew.workflow.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An HTTP request, and the statuses with which it succeeds.
///
/// @param api absent only when `endpoint` is an absolute URL
/// @param bodyFile the path of a file with the body that only a run can name; else null
/// @param contentType the Content-Type to send because no header gives one; absent when a header
///   does or there is no body
/// @param latency names for its duration; null for none
public record EndpointSpec(
    @Nullable ResolvedApi api,
    String method,
    Template endpoint,
    List<NamedTemplate> headers,
    List<NamedTemplate> query,
    @Nullable Body body,
    @Nullable Template bodyFile,
    @Nullable String contentType,
    Handling handling,
    @Nullable LatencyProfile latency)
    implements StageSpec {
  public EndpointSpec {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  public ExpectedStatuses expected() {
    return handling.expected();
  }

  /// The request to send. It must not be sent unless it [RenderedRequest#isComplete].
  public RenderedRequest render(Scope scope) {
    return new RequestRendering(this, scope).request();
  }
}
