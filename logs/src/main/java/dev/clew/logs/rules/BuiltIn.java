package dev.clew.logs.rules;

import dev.clew.core.ClewException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The rules in the resources of this module.
final class BuiltIn {
  private static final List<String> FILES =
      List.of(
          "build.yaml",
          "containers.yaml",
          "database.yaml",
          "files.yaml",
          "http.yaml",
          "languages.yaml",
          "network.yaml",
          "packages.yaml",
          "resources.yaml",
          "text.yaml",
          "usage.yaml");

  static final Rules RULES = read();

  private BuiltIn() {}

  private static Rules read() {
    List<LogRule> rules = new ArrayList<>();
    for (String file : FILES) {
      rules.addAll(RuleFile.readTested(file, text(file)));
    }
    return Rules.of(rules);
  }

  private static String text(String file) {
    try (InputStream in = BuiltIn.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new ClewException("the rules are not in the program: " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ClewException("the rules cannot be read: " + file, e);
    }
  }
}
