package dev.clew.server.run;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.replay.ActionWords;
import dev.clew.document.PageLimit;
import dev.clew.document.ReportDocument;
import dev.clew.report.html.HtmlReport;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunJson;
import dev.clew.runs.RunSource;
import dev.clew.runs.Version;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Route;
import dev.clew.server.http.StreamedAnswer;
import dev.clew.server.http.Workers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What is made of one run: the document and its parts. Each is a function of the run's rows, so
/// the end of its chain stands for all of it, and whoever has it already is told so without it
/// being made.
public final class RunDocuments {
  public static final String ATTEMPT = "attempt";

  /// How large a document may become, in bytes of the page that it would be a file of.
  public static final String PAGE_LIMIT = "page_limit";

  private static final List<String> ROWS_AND_CALLS = List.of("events", "tool_calls");

  /// The page has a policy of its own in its first lines, of which this is no copy: it cannot say
  /// there who may frame it.
  private static final String PAGE_POLICY =
      "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private final RunLookup lookup;
  private final RunReader reader;
  private final ActionWords words;
  private final Workers workers;
  private final Limits limits;

  /// @param words in which documents say what can be done
  public RunDocuments(
      RunLookup lookup, RunReader reader, ActionWords words, Workers workers, Limits limits) {
    this.lookup = lookup;
    this.reader = reader;
    this.words = words;
    this.workers = workers;
    this.limits = limits;
  }

  public List<Route> routes() {
    return List.of(
        of("/api/v1/runs/{id}", "run", this::skeleton),
        of("/api/v1/runs/{id}/document", "document", this::whole, PAGE_LIMIT),
        of("/api/v1/runs/{id}/dossier", "dossier", this::dossier),
        of("/api/v1/runs/{id}/report.html", "page", this::page));
  }

  /// Makes something of a run, where a fault can still be told; what is large in it is made when it
  /// is written.
  @FunctionalInterface
  private interface Made {
    StreamedAnswer.Content of(RunSource.Contents contents, PageLimit limit);
  }

  private Route of(String path, String what, Made made, String... more) {
    boolean isPage = what.equals("page");
    List<String> parameters = new ArrayList<>(List.of(RunLookup.NAMESPACE, ATTEMPT));
    parameters.addAll(List.of(more));
    return Route.get(
        path,
        Right.READ,
        exchange -> answer(exchange, what, isPage, made),
        parameters.toArray(String[]::new));
  }

  private HttpResponse answer(Exchange exchange, String what, boolean isPage, Made made) {
    long attempt = exchange.query().whole(ATTEMPT, 0, 1, Integer.MAX_VALUE);
    long limit = exchange.query().whole(PAGE_LIMIT, Long.MAX_VALUE, 1, Long.MAX_VALUE);
    RunLookup.Found found = lookup.find(exchange);
    String part =
        String.join(
            "\0",
            what,
            Long.toString(attempt),
            Long.toString(limit),
            Boolean.toString(exchange.principal().payloads()));
    String tag = tag(found.ledger().head().chain(), part);
    if (exchange.has(tag)) {
      return Answers.notModified(tag);
    }
    RecordedRun run = RunReader.then(reader.read(found, exchange.principal()), attempt);
    // A row may have come since the head was asked for.
    String own = tag(run.contents().ledger().head(), part);
    ResponseHeaders headers = Answers.tagged(isPage ? MediaType.HTML_UTF_8 : MediaType.JSON, own);
    if (isPage) {
      headers =
          headers.toBuilder().set(HttpHeaderNames.CONTENT_SECURITY_POLICY, PAGE_POLICY).build();
    }
    return StreamedAnswer.of(
        exchange,
        headers,
        workers,
        limits.stallTime(),
        made.of(
            run.contents(), limit == Long.MAX_VALUE ? PageLimit.NONE : PageLimit.ofPage(limit)));
  }

  private static String tag(Digest head, String part) {
    String text = String.join("\0", head.hex(), part, Version.CURRENT);
    return Answers.tag(Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).hex());
  }

  private Json.Obj document(RunSource.Contents contents, PageLimit limit) {
    return ReportDocument.of(contents.rows(), contents.ledger(), contents.writer(), limit, words);
  }

  /// All of the document but its rows and calls, which are asked for by pages.
  private StreamedAnswer.Content skeleton(RunSource.Contents contents, PageLimit limit) {
    Json.Obj document =
        document(contents, PageLimit.DEFAULT)
            .keeping((name, value) -> !ROWS_AND_CALLS.contains(name));
    return out -> ReportDocument.write(document, out);
  }

  private StreamedAnswer.Content whole(RunSource.Contents contents, PageLimit limit) {
    Json.Obj document = document(contents, limit);
    return out -> ReportDocument.write(document, out);
  }

  private StreamedAnswer.Content dossier(RunSource.Contents contents, PageLimit limit) {
    Json.Obj dossier = RunJson.of(contents, words);
    return out -> ReportDocument.write(dossier, out);
  }

  private StreamedAnswer.Content page(RunSource.Contents contents, PageLimit limit) {
    Json.Obj document = document(contents, PageLimit.DEFAULT);
    return out -> HtmlReport.write(document, out);
  }
}
