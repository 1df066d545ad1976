package dev.clew.ingest.sih;

import dev.clew.core.dossier.Quote;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.run.Payload;
import dev.clew.document.RedactedQuote;
import org.jspecify.annotations.Nullable;

/// Why a stage failed, as far as its record says: its message, its status, the answer's own words.
final class StageError {
  private StageError() {}

  static Json.Obj of(Members stage, Redactor redactor) {
    Long http = stage.whole("HttpStatusCode");
    String said = stage.text("ErrorMessage");
    String message = said != null ? said : http == null ? "SIH gives no reason" : "HTTP " + http;
    return Json.object()
        .put("code", http == null || http < 400 ? "sih_error" : "http_" + http)
        .put("message", message)
        .put("quote", quote(stage, redactor))
        .build();
  }

  private static Json.@Nullable Obj quote(Members stage, Redactor redactor) {
    String body = stage.text("ResponseBody");
    Quote quote =
        body == null ? null : RedactedQuote.of(Payload.of(body), contentType(stage), redactor);
    return quote == null ? null : quote.toJson();
  }

  static @Nullable String contentType(Members stage) {
    return stage.object("ResponseHeaders").text("Content-Type");
  }
}
