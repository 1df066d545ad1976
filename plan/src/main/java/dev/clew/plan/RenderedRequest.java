package dev.clew.plan;

import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request with every token replaced, and what each token stood for.
///
/// @param url absolute
/// @param headers in the order of the workflow; a Content-Type that clew adds is the last
public record RenderedRequest(
    String method, String url, List<Header> headers, @Nullable String body, List<Use> uses) {

  public record Header(String name, String value) {}

  public RenderedRequest {
    headers = List.copyOf(headers);
    uses = List.copyOf(uses);
  }

  /// Whether every token has a value that may be sent.
  public boolean isComplete() {
    return unresolved().isEmpty();
  }

  /// The reasons not to send.
  public List<Use> unresolved() {
    return Rendered.unresolved(uses);
  }
}
