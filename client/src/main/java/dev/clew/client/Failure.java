package dev.clew.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What went wrong, in the words of the vocabulary (`SaidError`).
///
/// @param code which error it is; of an exception the name of its class
/// @param chain from the outermost exception to the deepest cause
/// @param stackTrace as Java prints it; null when there was no exception
record Failure(String code, String message, List<Members> chain, @Nullable String stackTrace) {
  private static final int MOST_CAUSES = 32;

  static Failure of(@Nullable String code, @Nullable String message) {
    String some = code == null || code.isBlank() ? "error" : code;
    return new Failure(some, message == null ? some : message, List.of(), null);
  }

  /// @param thrown null, which nobody should throw, is an error without a name
  static Failure of(@Nullable Throwable thrown) {
    if (thrown == null) {
      return of(null, null);
    }
    List<Members> chain = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable at = thrown;
        at != null && seen.add(at) && chain.size() < MOST_CAUSES;
        at = at.getCause()) {
      chain.add(new Members().with("type", typeOf(at)).with("message", messageOf(at)));
    }
    String message = messageOf(thrown);
    String type = typeOf(thrown);
    return new Failure(type, message == null ? type : type + ": " + message, chain, trace(thrown));
  }

  private static String typeOf(Throwable thrown) {
    return thrown.getClass().getName();
  }

  /// A message that an exception of the user's makes may fail to be made.
  private static @Nullable String messageOf(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? null : Capped.line(message);
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static @Nullable String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    try {
      thrown.printStackTrace(new PrintWriter(text));
    } catch (RuntimeException e) {
      return null;
    }
    return text.toString();
  }

  /// Tells of it.
  ///
  /// @param text what is said of it in words
  Event event(@Nullable String text) {
    String said = Capped.text(text);
    String words = said.contains(message) ? said : said.isEmpty() ? message : said + ": " + message;
    return Event.of("error", words)
        .withAll(said())
        .with("message", Capped.text(words))
        .raw(stackTrace);
  }

  /// As the attribute `error` of what failed.
  Members said() {
    return new Members()
        .with("code", code)
        .with("message", Capped.text(message))
        .with("cause_chain", chain.isEmpty() ? null : chain);
  }
}
