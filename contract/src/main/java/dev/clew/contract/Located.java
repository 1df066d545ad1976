package dev.clew.contract;

import dev.clew.core.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A part of a document and where it stands.
///
/// @param pointer a JSON pointer (RFC 6901), starts with `/` or is empty
record Located(Json.Obj value, String pointer) {
  /// The object member of that name; an empty one when it is absent or not an object.
  Located member(String name) {
    return new Located(value.object(name), pointer + "/" + escaped(name));
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /// As the fragment of a URI; a `~` stays as it is (RFC 3986 §2.3).
  String fragment() {
    return URLEncoder.encode(pointer, StandardCharsets.UTF_8)
        .replace("%2F", "/")
        .replace("%7E", "~")
        .replace("+", "%20");
  }
}
