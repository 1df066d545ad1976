package dev.clew.engine.evidence;

import dev.clew.core.fact.part.NamedText;
import dev.clew.engine.http.Header;
import java.util.ArrayList;
import java.util.List;

/// Headers as an event says them. Calls to one server say the same again and again, so what was
/// said lately is the same object: the rows of a loop share it. Thread-safe: two threads may both
/// make one, and either is right.
public final class SaidHeaders {
  private static final int RECENT_HEADERS = 256;
  private static final Said[] RECENT = new Said[RECENT_HEADERS];

  private record Said(Header header, NamedText text) {}

  private SaidHeaders() {}

  public static List<NamedText> of(List<Header> headers) {
    List<NamedText> out = new ArrayList<>(headers.size());
    for (Header header : headers) {
      out.add(of(header));
    }
    return out;
  }

  private static NamedText of(Header header) {
    int place = Math.floorMod(header.hashCode(), RECENT_HEADERS);
    Said recent = RECENT[place];
    if (recent != null && recent.header().equals(header)) {
      return recent.text();
    }
    NamedText text = NamedText.of(header.name(), header.value());
    RECENT[place] = new Said(header, text);
    return text;
  }
}
