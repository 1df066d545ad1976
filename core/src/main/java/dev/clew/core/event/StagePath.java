package dev.clew.core.event;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Where a stage is: child workflows nest, iterations count the items of a loop, visits count
/// backward jumps.
///
/// Display and wire form: names joined by `/`, an iteration as `[3]` (from 0), a visit after the
/// first as `~2`: `onboard/push-items[3]`. The characters `/ [ ] ~ # %` in a name are
/// percent-encoded there.
public record StagePath(List<Segment> segments) implements Comparable<StagePath> {
  private static final String RESERVED = "/[]~#%";

  public StagePath {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("a stage path has at least one segment");
    }
  }

  /// @param iteration the index of the loop item, from 0; null outside a loop
  /// @param visit 2 for the second time that a backward jump reached the stage, and so on; null for
  ///   the first
  public record Segment(String name, @Nullable Integer iteration, @Nullable Integer visit) {
    public Segment {
      name = Json.interoperable(name);
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a stage has a name");
      }
      if (iteration != null && iteration < 0) {
        throw new IllegalArgumentException("iteration: " + iteration);
      }
      if (visit != null && visit < 2) {
        throw new IllegalArgumentException("visit: " + visit);
      }
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder();
      for (int at = 0; at < name.length(); at++) {
        encode(name.charAt(at), out);
      }
      if (iteration != null) {
        out.append('[').append(iteration.intValue()).append(']');
      }
      if (visit != null) {
        out.append('~').append(visit.intValue());
      }
      return out.toString();
    }

    private static void encode(char unit, StringBuilder out) {
      if (RESERVED.indexOf(unit) >= 0) {
        out.append('%').append(Integer.toHexString(unit));
      } else {
        out.append(unit);
      }
    }
  }

  public static StagePath of(String name) {
    return new StagePath(List.of(new Segment(name, null, null)));
  }

  public StagePath child(Segment segment) {
    List<Segment> longer = new ArrayList<>(segments);
    longer.add(segment);
    return new StagePath(longer);
  }

  /// The same stage, as the item of its loop at that index.
  public StagePath item(int index) {
    Segment own = segments.getLast();
    List<Segment> all = new ArrayList<>(segments);
    all.set(all.size() - 1, new Segment(own.name(), index, own.visit()));
    return new StagePath(all);
  }

  /// The node that this one is a part of: the loop of an item, the stage of a child workflow. Null
  /// for a stage of the workflow that was started.
  public @Nullable StagePath parent() {
    Segment own = segments.getLast();
    if (own.iteration() != null) {
      List<Segment> all = new ArrayList<>(segments);
      all.set(all.size() - 1, new Segment(own.name(), null, own.visit()));
      return new StagePath(all);
    }
    return segments.size() == 1 ? null : new StagePath(segments.subList(0, segments.size() - 1));
  }

  /// Whether the other is this node, or a part of it.
  public boolean contains(StagePath other) {
    StagePath at = other;
    while (at != null) {
      if (at.equals(this)) {
        return true;
      }
      at = at.parent();
    }
    return false;
  }

  /// The name of the stage itself, without its place.
  public String name() {
    return segments.getLast().name();
  }

  /// @throws IllegalArgumentException when the text is not the display form of a path
  public static StagePath parse(String text) {
    List<Segment> segments = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int slash = text.indexOf('/', from);
      int to = slash < 0 ? text.length() : slash;
      segments.add(segment(text.substring(from, to)));
      from = to + 1;
    }
    return new StagePath(segments);
  }

  /// Null for null, and for what is not the display form of a path.
  public static @Nullable StagePath parseOrNull(@Nullable String text) {
    try {
      return text == null ? null : parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Segment segment(String text) {
    String rest = text;
    Integer visit = null;
    int tilde = rest.indexOf('~');
    if (tilde >= 0) {
      visit = Integer.valueOf(rest.substring(tilde + 1));
      rest = rest.substring(0, tilde);
    }
    Integer iteration = null;
    int bracket = rest.indexOf('[');
    if (bracket >= 0) {
      if (!rest.endsWith("]")) {
        throw new IllegalArgumentException("not a stage path: " + text);
      }
      iteration = Integer.valueOf(rest.substring(bracket + 1, rest.length() - 1));
      rest = rest.substring(0, bracket);
    }
    return new Segment(decode(rest), iteration, visit);
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '%' && at + 2 < text.length()) {
        out.append((char) Integer.parseInt(text.substring(at + 1, at + 3), 16));
        at += 2;
      } else {
        out.append(text.charAt(at));
      }
    }
    return out.toString();
  }

  @Override
  public int compareTo(StagePath other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    if (segments.size() == 1) {
      return segments.getFirst().toString();
    }
    StringJoiner joined = new StringJoiner("/");
    for (Segment segment : segments) {
      joined.add(segment.toString());
    }
    return joined.toString();
  }
}
