package dev.clew.server.page;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Timestamp;
import dev.clew.core.run.RunStatus;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Query;
import dev.clew.server.http.Route;
import dev.clew.server.run.RunList;
import dev.clew.store.RunEntry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /`: the list of runs as a page, without a script.
public final class RunListPage {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
      body{margin:0 auto;max-width:80rem;padding:1rem}
      h1{font-size:1.25rem}
      form{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:1rem 0}
      label{display:grid;font-size:.85rem}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #8884}
      td{overflow-wrap:anywhere}
      .failed,.lost,.interrupted,.cancelled{font-weight:600}
      """;

  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder()
              .encodeToString(Digest.sha256(STYLE.getBytes(StandardCharsets.UTF_8)).bytes())
          + "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final RunList list;

  public RunListPage(RunList list) {
    this.list = list;
  }

  public List<Route> routes() {
    return List.of(Route.get("/", Route.Access.READ, this::answer, RunList.parameters()));
  }

  private HttpResponse answer(Exchange exchange) {
    RunList.Page page = list.page(exchange.query());
    byte[] html = html(exchange.query(), page).getBytes(StandardCharsets.UTF_8);
    return Answers.tagged(exchange, MediaType.HTML_UTF_8, html)
        .mapHeaders(headers ->
            headers.toBuilder().set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY).build());
  }

  private static String html(Query query, RunList.Page page) {
    Html html = new Html();
    html.markup("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    html.markup(
        "<meta name=\"viewport\" content=\"width=device-width\"><title>Runs · clew</title>");
    html.markup("<style>").markup(STYLE).markup("</style></head><body><main>\n<h1>Runs</h1>\n");
    form(html, query);
    if (page.runs().isEmpty()) {
      html.markup("<p>No run matches.</p>");
    } else {
      table(html, page.runs());
    }
    if (page.next() != null) {
      html.markup("<p><a rel=\"next\"")
          .attribute("href", "/?" + addressed(query, page.next()))
          .markup(">Older runs</a></p>");
    }
    return html.markup("</main></body></html>\n").toString();
  }

  private static void form(Html html, Query query) {
    html.markup("<form method=\"get\" action=\"/\">");
    field(html, query, "q", "Run, name or key");
    field(html, query, "namespace", "Namespace");
    field(html, query, "correlation_id", "Correlation id");
    html.markup("<label>Status<select name=\"status\"><option value=\"\">any</option>");
    for (String status : RunList.statuses()) {
      html.markup("<option")
          .attribute("value", status)
          .markup(status.equals(query.text("status")) ? " selected>" : ">")
          .text(status.replace('_', ' '))
          .markup("</option>");
    }
    html.markup("</select></label><button>Filter</button></form>\n");
  }

  private static void field(Html html, Query query, String name, String label) {
    String value = query.text(name);
    html.markup("<label>").text(label).markup("<input").attribute("name", name);
    html.attribute("value", value == null ? "" : value).markup("></label>");
  }

  private static void table(Html html, List<RunEntry> runs) {
    html.markup("<table><thead><tr>");
    for (String head : List.of("Status", "Run", "Name", "Version", "Created", "Attempts")) {
      html.markup("<th scope=\"col\">").text(head).markup("</th>");
    }
    html.markup("</tr></thead><tbody>\n");
    for (RunEntry run : runs) {
      html.markup("<tr><td").attribute("class", run.status().wire()).markup(">");
      html.text(glyph(run.status()) + " " + run.status().wire().replace('_', ' '));
      html.markup("</td><td><a").attribute("href", address(run)).markup(">").text(run.runId());
      cell(html.markup("</a></td>"), run.name());
      cell(html, run.version());
      cell(html, text(run.createdAt()));
      cell(html, Integer.toString(run.attempts()));
      html.markup("</tr>\n");
    }
    html.markup("</tbody></table>");
  }

  private static void cell(Html html, @Nullable String value) {
    html.markup("<td>").text(value).markup("</td>");
  }

  private static @Nullable String text(@Nullable Timestamp time) {
    return time == null ? null : time.toString();
  }

  /// Colour is never the only sign, and neither is a glyph.
  private static String glyph(RunStatus status) {
    return switch (status) {
      case CREATED, QUEUED -> "○";
      case RUNNING -> "▶";
      case SUCCEEDED -> "✔";
      case COMPLETED_WITH_FAILURES -> "!";
      case FAILED -> "✖";
      case CANCELLED -> "⊘";
      case LOST -> "?";
      case INTERRUPTED -> "╌";
    };
  }

  private static String address(RunEntry run) {
    return "/runs/" + encoded(run.runId()) + "?namespace=" + encoded(run.namespace());
  }

  private static String addressed(Query query, String cursor) {
    StringBuilder out = new StringBuilder("cursor=").append(encoded(cursor));
    for (String name : query.names()) {
      String value = query.text(name);
      if (value != null && !name.equals("cursor")) {
        out.append('&').append(name).append('=').append(encoded(value));
      }
    }
    return out.toString();
  }

  /// For a path and for a query alike.
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
