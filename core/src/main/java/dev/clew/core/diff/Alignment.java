package dev.clew.core.diff;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which part of one run is which part of the other: by topic and name; an artifact without its id
/// on the other side by its path, a log template by its masked text.
final class Alignment {
  /// At least one of them is there.
  record Pair(@Nullable Part before, @Nullable Part after) {}

  private record Key(Topic topic, String name) {}

  private Alignment() {}

  /// In the order of `after`; what is gone follows.
  static List<Pair> of(RunProfile before, RunProfile after) {
    Map<Key, Part> left = new LinkedHashMap<>();
    for (Part part : before.parts()) {
      left.put(new Key(part.topic(), part.name()), part);
    }
    List<Pair> pairs = new ArrayList<>();
    List<Part> unmatched = new ArrayList<>();
    for (Part part : after.parts()) {
      Part same = left.remove(new Key(part.topic(), part.name()));
      if (same == null) {
        unmatched.add(part);
      } else {
        pairs.add(new Pair(same, part));
      }
    }
    Map<Key, Part> byLikeness = new HashMap<>();
    for (Part part : left.values()) {
      Key likeness = likeness(part);
      if (likeness != null) {
        byLikeness.putIfAbsent(likeness, part);
      }
    }
    for (Part part : unmatched) {
      Key likeness = likeness(part);
      Part like = likeness == null ? null : byLikeness.remove(likeness);
      if (like != null) {
        left.remove(new Key(like.topic(), like.name()));
      }
      pairs.add(new Pair(like, part));
    }
    for (Part part : left.values()) {
      pairs.add(new Pair(part, null));
    }
    return pairs;
  }

  private static @Nullable Key likeness(Part part) {
    Json.Obj facts = part.facts();
    return switch (part.topic()) {
      case ARTIFACTS ->
          facts.text("path", "").isEmpty() ? null : new Key(part.topic(), facts.text("path", ""));
      case LOGS -> new Key(part.topic(), Mask.text("", facts.text("text", "")));
      case INPUTS, DEFINITION, CONFIGURATION, ENVIRONMENT, SECRETS, STAGES, WINDOWS, RUN -> null;
    };
  }
}
