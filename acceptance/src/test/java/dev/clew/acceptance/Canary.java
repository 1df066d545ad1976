package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.core.json.Json;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// A secret that nobody has. Its core stands as it is in every form but base64 and hex.
record Canary(String core, String value) {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /// @param tail what makes the forms differ
  static Canary of(Random random, String tail) {
    StringBuilder core = new StringBuilder("k7");
    for (int at = 0; at < 18; at++) {
      core.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return new Canary(core.toString(), core + tail);
  }

  /// How a secret is written: the eight forms that are promised.
  Map<String, String> forms() {
    byte[] bytes = value.getBytes(UTF_8);
    String form = URLEncoder.encode(value, UTF_8);
    String quoted = Json.of(value).toString();
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("raw", value);
    forms.put("url", form.replace("+", "%20"));
    forms.put("form", form);
    forms.put("base64", Base64.getEncoder().encodeToString(bytes));
    forms.put("base64url", Base64.getUrlEncoder().encodeToString(bytes));
    forms.put("json", quoted.substring(1, quoted.length() - 1));
    forms.put(
        "html",
        value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;"));
    forms.put("hex", HexFormat.of().formatHex(bytes));
    return forms;
  }

  /// Which forms of it stand in the text, in any case.
  List<String> foundIn(String lowerCaseText) {
    List<String> found = new ArrayList<>();
    if (lowerCaseText.contains(core.toLowerCase(Locale.ROOT))) {
      found.add("core");
    }
    forms()
        .forEach((name, form) -> {
          // Four characters of padding and of what stands after it in base64 may differ.
          String sought = form.substring(0, form.length() - 4).toLowerCase(Locale.ROOT);
          if (lowerCaseText.contains(sought)) {
            found.add(name);
          }
        });
    return found;
  }
}
