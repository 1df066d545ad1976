package dev.clew.execution.secret;

/// One place that secrets come from. Asked at most once for each name, when something needs it.
public interface SecretProvider {
  /// The longest value in bytes: `secret.bytes`.
  int MAX_BYTES = 64 << 10;

  /// What came of asking.
  sealed interface Answer {
    /// @param value never empty
    record Value(String value) implements Answer {
      /// Without the value, which would otherwise be in the text form of whatever holds it.
      @Override
      public String toString() {
        return "Value[…]";
      }
    }

    /// It does not have that secret; another one may.
    record Unknown() implements Answer {}

    /// @param why one line with the remedy; never with a value
    record Failed(String why) implements Answer {}
  }

  /// What a report may say of where a value comes from: `command`, `environment`, `file`.
  String kind();

  /// @param name of an environment token or of an input
  Answer get(String name);
}
