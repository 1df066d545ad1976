package dev.clew.server.page;

import dev.clew.core.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Where a trace is shown by whoever keeps traces: an address of HTTP with `{trace_id}` in it,
/// which may stand wherever an id cannot change who is asked.
///
/// @param template with `{trace_id}`
public record TraceUrl(String template) {
  private static final String PLACE = "{trace_id}";

  /// @throws Refusal when it is no such address
  public TraceUrl {
    try {
      URI without = new URI(template.replace(PLACE, "id"));
      String scheme = without.getScheme();
      boolean isHttp =
          scheme != null && scheme.toLowerCase(Locale.ROOT).matches("https?") && !isEmpty(without);
      String host = template.replaceFirst("^[^/]*//([^/?#]*).*$", "$1");
      if (!isHttp || host.contains(PLACE) || without.getRawUserInfo() != null) {
        throw invalid(template, "it begins with http:// or https:// and a host that is no id");
      }
    } catch (URISyntaxException e) {
      throw invalid(template, e.getReason());
    }
    if (!template.contains(PLACE)) {
      throw invalid(template, "it has no " + PLACE);
    }
  }

  private static boolean isEmpty(URI address) {
    return address.getHost() == null;
  }

  private static Refusal invalid(String template, String why) {
    return Refusal.invalid("trace_url " + template + ": " + why);
  }

  /// The address of one trace, whatever its id is.
  public String of(String traceId) {
    String encoded = URLEncoder.encode(traceId, StandardCharsets.UTF_8).replace("+", "%20");
    return template.replace(PLACE, encoded);
  }
}
