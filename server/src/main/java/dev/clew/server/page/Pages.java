package dev.clew.server.page;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.clew.core.json.Json;
import dev.clew.report.html.LivePage;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import dev.clew.server.login.LoginPage;
import dev.clew.server.run.RunDocuments;
import dev.clew.server.run.RunList;
import dev.clew.server.run.RunLookup;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pages for people: the list of runs, and one of them. Both are the viewer that a file has in
/// it, which is told where to ask; what it shows comes from the routes that everybody may ask.
public final class Pages {
  private static final String API = "/api/v1/runs";

  /// Of a run with more rows than fit into so much the page shows what an explanation cites and
  /// what stands around it, as a file of that size does: the document is made and sent again
  /// whenever rows come.
  private static final long PAGE_BYTES = 5_000_000;

  private final RunLookup lookup;
  private final @Nullable TraceUrl traceUrl;

  /// @param traceUrl where traces are shown elsewhere; null when nobody says it
  public Pages(RunLookup lookup, @Nullable TraceUrl traceUrl) {
    this.lookup = lookup;
    this.traceUrl = traceUrl;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/", Right.READ, Pages::runs, RunList.parameters()).refusing(LoginPage::instead),
        Route.get("/runs/{id}", Right.READ, this::run, RunLookup.NAMESPACE, RunDocuments.ATTEMPT)
            .refusing(LoginPage::instead));
  }

  /// The filters stand in the address of the page, where it reads them itself.
  private static HttpResponse runs(Exchange exchange) {
    Json.Obj places =
        Json.object()
            .put("shows", "runs")
            .put("runs", API)
            .put("stream", API + "/stream")
            .put("logout", logout(exchange))
            .build();
    return answer(exchange, HttpStatus.OK, "Runs · clew", places);
  }

  /// Of a run that is not there, too: somebody may have its address before the first event has
  /// come, and the page waits for it.
  private HttpResponse run(Exchange exchange) {
    long attempt = exchange.query().whole(RunDocuments.ATTEMPT, 0, 1, Integer.MAX_VALUE);
    String namespace = exchange.query().text(RunLookup.NAMESPACE);
    HttpStatus status = HttpStatus.OK;
    try {
      namespace = lookup.find(exchange).key().namespace();
    } catch (Problem.Raised e) {
      status = e.problem().status();
    }
    String id = exchange.path(RunLookup.ID);
    String run = API + "/" + encoded(id);
    String query = namespace == null ? "?" : "?namespace=" + encoded(namespace) + "&";
    String part = attempt == 0 ? "" : "&" + RunDocuments.ATTEMPT + "=" + attempt;
    Json.Obj places =
        Json.object()
            .put("shows", "run")
            .put(
                "document",
                run + "/document" + query + RunDocuments.PAGE_LIMIT + "=" + PAGE_BYTES + part)
            .put("stream", run + "/stream" + query.substring(0, query.length() - 1))
            .put("children", run + "/children" + query.substring(0, query.length() - 1))
            .put("trace_url", traceUrl == null ? null : traceUrl.template())
            .put("logout", logout(exchange))
            .build();
    return answer(exchange, status, id + " · clew", places);
  }

  private static @Nullable String logout(Exchange exchange) {
    return exchange.isInSession() ? LoginPage.LOGOUT : null;
  }

  private static HttpResponse answer(
      Exchange exchange, HttpStatus status, String title, Json.Obj places) {
    LivePage page = LivePage.of(title, places);
    byte[] html = page.html().getBytes(StandardCharsets.UTF_8);
    HttpResponse answer =
        status.isSuccess()
            ? Answers.tagged(exchange, MediaType.HTML_UTF_8, html)
            : HttpResponse.of(status, MediaType.HTML_UTF_8, HttpData.wrap(html));
    return answer.mapHeaders(headers ->
        headers.toBuilder().set(HttpHeaderNames.CONTENT_SECURITY_POLICY, page.policy()).build());
  }

  /// For a path and for a query alike.
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
