package dev.clew.plan;

import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Use;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request as it is sent, and what its values were made of.
///
/// @param url absolute
/// @param headers in the order of the workflow; a Content-Type that clew adds is the last
public record RenderedRequest(
    String method, String url, List<Header> headers, @Nullable String body, List<Use> uses) {

  public record Header(String name, String value) {
    /// Whether a value would end the header or the request early.
    public static boolean hasControl(String value) {
      return value.chars().anyMatch(unit -> (unit < 0x20 && unit != '\t') || unit == 0x7f);
    }
  }

  public RenderedRequest {
    headers = List.copyOf(headers);
    uses = List.copyOf(uses);
  }

  /// Whether every part has a value that may be sent.
  public boolean isComplete() {
    return unresolved().isEmpty();
  }

  /// The reasons not to send.
  public List<Use> unresolved() {
    return Rendered.unresolved(uses);
  }
}
