package dev.clew.core;

/// Something that can be said when clew is asked for something. A surface has a name of its own for
/// each: a command line an option, a form a field.
public enum Setting {
  /// What a run or a workflow is called.
  NAME("the name"),
  ENVIRONMENT("the environment"),
  /// Where a run begins again.
  START("the start"),
  /// Whether it becomes a run of its own.
  NEW_RUN("a run of its own"),
  /// Where a secret is.
  SECRET("the secret"),
  /// A file that a command reads.
  INPUT_FILE("the input file"),
  /// Files that a command writes.
  ARTIFACT("the artifact"),
  /// Files that a command must have written when it succeeds.
  FINAL_ARTIFACT("the final artifact"),
  /// Rules for the lines of the output.
  RULES("the rules"),
  /// An operation of an OpenAPI document.
  OPERATION("the operation"),
  /// The key of whoever signs.
  SIGNER_KEY("the key of the signer"),
  /// Whether headers of calls are kept, at least.
  CAPTURE_HEADERS("the headers of calls"),
  /// Whether bodies of calls are kept.
  CAPTURE_BODIES("the bodies of calls"),
  /// Whether stages without a mock are called for real.
  CALL_UNMOCKED("calls of stages without a mock"),
  /// Within which time a connection stands.
  CONNECT_TIMEOUT("the time for a connection"),
  /// Within which time an answer is there, all of it.
  REQUEST_TIMEOUT("the time for an exchange"),
  /// Whether metadata addresses of cloud providers may be called.
  ALLOW_METADATA("calls to metadata addresses");

  private final String words;

  Setting(String words) {
    this.words = words;
  }

  /// As every surface may call it.
  public String words() {
    return words;
  }
}
