package dev.clew.report.terminal;

/// Colours, or none. Colour is never the only sign of anything.
public enum Palette {
  PLAIN,
  ANSI;

  String red(String text) {
    return wrap("31", text);
  }

  String yellow(String text) {
    return wrap("33", text);
  }

  String green(String text) {
    return wrap("32", text);
  }

  public String dim(String text) {
    return wrap("2", text);
  }

  public String bold(String text) {
    return wrap("1", text);
  }

  private String wrap(String code, String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
