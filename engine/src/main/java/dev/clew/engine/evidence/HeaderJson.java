package dev.clew.engine.evidence;

import dev.clew.core.json.Json;
import dev.clew.engine.http.Header;
import java.util.ArrayList;
import java.util.List;

/// Headers as an event says them. Calls to one server say the same again and again, so what was
/// said lately is the same object: the rows of a loop share it. Thread-safe: two threads may both
/// make one, and either is right.
public final class HeaderJson {
  private static final int RECENT_HEADERS = 256;
  private static final Said[] RECENT = new Said[RECENT_HEADERS];

  private record Said(Header header, Json.Obj json) {}

  private HeaderJson() {}

  public static List<Json> of(List<Header> headers) {
    List<Json> out = new ArrayList<>(headers.size());
    for (Header header : headers) {
      out.add(of(header));
    }
    return out;
  }

  private static Json.Obj of(Header header) {
    int place = Math.floorMod(header.hashCode(), RECENT_HEADERS);
    Said recent = RECENT[place];
    if (recent != null && recent.header().equals(header)) {
      return recent.json();
    }
    Json.Obj json = Json.object().put("name", header.name()).put("value", header.value()).build();
    RECENT[place] = new Said(header, json);
    return json;
  }
}
