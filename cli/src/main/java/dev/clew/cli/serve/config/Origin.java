package dev.clew.cli.serve.config;

/// Where a value of a setting was said.
///
/// @param place where there: a line of the file, the variable, the flag
record Origin(Source source, String place) {
  /// A later one wins.
  enum Source {
    DEFAULT,
    FILE,
    ENVIRONMENT,
    FLAG
  }

  static final Origin DEFAULT = new Origin(Source.DEFAULT, "");

  @Override
  public String toString() {
    return switch (source) {
      case DEFAULT -> "default";
      case FILE -> "file " + place;
      case ENVIRONMENT -> "environment " + place;
      case FLAG -> "flag " + place;
    };
  }
}
