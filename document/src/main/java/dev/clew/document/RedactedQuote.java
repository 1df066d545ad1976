package dev.clew.document;

import dev.clew.core.dossier.Quote;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import org.jspecify.annotations.Nullable;

/// The quote of a body that may hold secrets.
public final class RedactedQuote {
  private RedactedQuote() {}

  /// From what is left of the body when the secrets are out: a quote may cut, and a part of a
  /// secret is not recognised. A body is JSON when it parses as JSON, whatever its type says; else
  /// it is text when it is UTF-8. Null when nothing is left, or no rule finds anything to quote.
  public static @Nullable Quote of(Payload body, @Nullable String contentType, Redactor redactor) {
    Payload redacted = redactor.redact(body, contentType);
    if (redacted == null) {
      return null;
    }
    Json json;
    try {
      json = JsonText.parse(redacted.bytes());
    } catch (JsonText.Malformed e) {
      String text = redacted.text();
      return text == null ? null : Quote.ofText(text, contentType);
    }
    return Quote.of(json, contentType);
  }
}
