package dev.clew.languagesih.template;

/// One name of a token, and the separator in front of it.
record Segment(char separator, String name, boolean optional, int offset) {
  JsonPath.Step step() {
    return new JsonPath.Step(name, optional);
  }

  boolean is(String word) {
    return name.equalsIgnoreCase(word);
  }
}
