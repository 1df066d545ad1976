package dev.clew.ingest.sih;

import dev.clew.core.dossier.Quote;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.Quoted;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.ledger.Redactor;
import dev.clew.document.RedactedQuote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a stage failed, as far as its record says: its message, its status, the answer's own words.
final class StageError {
  private static final String ASSERTION = "assertion_failed";
  private static final String OTHER = "sih_error";

  private StageError() {}

  static SaidError of(SihMembers stage, Redactor redactor) {
    Long http = stage.whole("HttpStatusCode");
    String said = stage.text("ErrorMessage");
    String message = said != null ? said : http == null ? "SIH gives no reason" : "HTTP " + http;
    return new SaidError(
        new Attributes()
            .with(SaidError.CODE, code(stage, http, said))
            .with(SaidError.MESSAGE, message)
            .with(SaidError.QUOTE, quote(stage, redactor))
            .build());
  }

  /// The status is what it failed by only where SIH says so, or says nothing: an assertion, an
  /// output or a jump can fail after any answer.
  private static String code(SihMembers stage, @Nullable Long http, @Nullable String said) {
    if (isBroken(stage.objects("Assertions"))) {
      return ASSERTION;
    }
    boolean isStatus =
        http != null && (said == null ? http >= 400 : said.contains(" returned " + http + " "));
    return isStatus ? "http_" + http : OTHER;
  }

  /// Whether one of them fails what it belongs to.
  static boolean isBroken(List<SihMembers> assertions) {
    for (SihMembers assertion : assertions) {
      if (assertion.text("Status", "").equalsIgnoreCase("Failed") && assertion.flag("Blocking")) {
        return true;
      }
    }
    return false;
  }

  /// What SIH says of the run, when none of its stages says it: a condition that cannot be read,
  /// the end stage, what comes before the first stage. Null when a stage did.
  static @Nullable SaidError ofRun(SihMembers root) {
    String said = root.text("ErrorMessage");
    List<SihMembers> ofEnd = new ArrayList<>();
    for (SihMembers stage : root.objects("Stages")) {
      if (stage.text("Status", "").equalsIgnoreCase("Error")) {
        return null;
      }
    }
    for (SihMembers assertion : root.objects("Assertions")) {
      if (!assertion.text("Scope", "").equalsIgnoreCase("Stage")) {
        ofEnd.add(assertion);
      }
    }
    return said == null ? null : SaidError.of(isBroken(ofEnd) ? ASSERTION : OTHER, said);
  }

  private static @Nullable Quoted quote(SihMembers stage, Redactor redactor) {
    String body = stage.text("ResponseBody");
    Quote quote =
        body == null ? null : RedactedQuote.of(Payload.of(body), contentType(stage), redactor);
    return quote == null ? null : quote.said();
  }

  static @Nullable String contentType(SihMembers stage) {
    return stage.object("ResponseHeaders").text("Content-Type");
  }
}
