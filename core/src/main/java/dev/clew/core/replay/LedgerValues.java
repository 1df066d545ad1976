package dev.clew.core.replay;

import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.core.run.StageView;
import org.jspecify.annotations.Nullable;

/// Whether a value that a later stage uses can be taken from the ledger.
public final class LedgerValues {
  /// How a placeholder of the redactor begins (`docs/redaction.md`).
  private static final String REDACTED = "[redacted:";

  private static final String OUTPUT = "output.";

  private LedgerValues() {}

  /// Whether a part of the value was taken out before it was written.
  public static boolean isRedacted(Json value) {
    return value.toString().contains(REDACTED);
  }

  /// Why it is not there, in words; null when it is.
  ///
  /// @param field as a reference says it: `output.accountId.first`, `response.status`
  static @Nullable String missing(StageView producer, String field) {
    if (field.equals("response.status")) {
      return producer.httpStatus() == null ? notThere(field) : null;
    }
    if (!field.startsWith(OUTPUT)) {
      return notThere(field);
    }
    String path = field.substring(OUTPUT.length());
    NamedValue output = output(producer, path);
    if (output == null) {
      boolean isStatus = path.equalsIgnoreCase("http_status") && producer.httpStatus() != null;
      return isStatus ? null : "its " + notThere("output " + path);
    }
    return missing(output);
  }

  /// Why an output cannot be used again; null when it can. One that never had a value is what it
  /// was.
  public static @Nullable String missing(NamedValue output) {
    Missing missing = output.missing();
    if (missing != null && missing.code().equals("over_limit")) {
      return "its output " + output.name() + " was too large for the ledger";
    }
    return isRedacted(output.value())
        ? "its output " + output.name() + " is redacted in the ledger"
        : null;
  }

  private static String notThere(String what) {
    return what + " is not in the ledger";
  }

  /// The output that the path begins with; the rest of the path leads into it.
  private static @Nullable NamedValue output(StageView producer, String path) {
    for (NamedValue output : producer.outputs()) {
      String name = output.name();
      boolean begins = path.regionMatches(true, 0, name, 0, name.length());
      boolean ends =
          path.length() == name.length()
              || (begins
                  && ".[?".indexOf(path.charAt(Math.min(name.length(), path.length() - 1))) >= 0);
      if (begins && ends) {
        return output;
      }
    }
    return null;
  }
}
