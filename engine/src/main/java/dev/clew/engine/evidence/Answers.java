package dev.clew.engine.evidence;

import dev.clew.core.dossier.Quote;
import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Redactor;
import dev.clew.document.JsonText;
import dev.clew.document.RedactedQuote;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.plan.scope.ResponseValues;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer as templates read it. A body is JSON when it parses as JSON, whatever its type says;
/// else it is text when it is UTF-8, which an empty one is too; else it has no value.
public final class Answers {
  private Answers() {}

  public static ResponseValues values(Exchange.Answered answer) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : answer.headers()) {
      headers
          .computeIfAbsent(header.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.value());
    }
    return new ResponseValues(answer.status(), headers, body(answer.body()));
  }

  private static ResponseValues.Body body(byte[] bytes) {
    if (bytes.length == 0) {
      return new ResponseValues.Body.Text("");
    }
    try {
      return new ResponseValues.Body.Value(JsonText.parse(bytes));
    } catch (JsonText.Malformed e) {
      return text(bytes);
    }
  }

  private static ResponseValues.Body text(byte[] bytes) {
    try {
      return new ResponseValues.Body.Text(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return new ResponseValues.Body.Absent("the body is neither JSON nor UTF-8 text");
    }
  }

  public static @Nullable Quote quote(Exchange.Answered answer, Redactor redactor) {
    return RedactedQuote.of(Payload.of(answer.body()), answer.header("Content-Type"), redactor);
  }
}
