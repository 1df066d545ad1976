package dev.clew.languagesih.value;

/// Which parts of a moment a value has.
public enum TimeKind {
  DATE_TIME("datetime", "DateTime", "O", "2024-01-31T08:30:00Z"),
  DATE("date", "Date", "yyyy-MM-dd", "2024-01-31"),
  TIME("time", "Time", "HH:mm:ss", "08:30:00");

  private final String token;
  private final String word;
  private final String defaultFormat;
  private final String example;

  TimeKind(String token, String word, String defaultFormat, String example) {
    this.token = token;
    this.word = word;
    this.defaultFormat = defaultFormat;
    this.example = example;
  }

  /// As tokens name it: `datetime`.
  public String token() {
    return token;
  }

  /// As types name it: `DateTime`.
  public String word() {
    return word;
  }

  /// The .NET format of a value that names none.
  public String defaultFormat() {
    return defaultFormat;
  }

  /// A text that [Moments] reads.
  public String example() {
    return example;
  }
}
