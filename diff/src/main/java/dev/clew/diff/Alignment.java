package dev.clew.diff;

import dev.clew.core.json.Json;
import dev.clew.diff.mask.Mask;
import dev.clew.diff.part.RunProfile;
import dev.clew.diff.part.SnapshotPart;
import dev.clew.diff.part.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which part of one run is which part of the other: by topic and name; an artifact without its id
/// on the other side by its path, a log template by its masked text, a file by its content.
final class Alignment {
  /// At least one of them is there.
  record Pair(@Nullable SnapshotPart before, @Nullable SnapshotPart after) {}

  private record Key(Topic topic, String name) {}

  private Alignment() {}

  /// In the order of `after`; what is gone follows.
  static List<Pair> of(RunProfile before, RunProfile after) {
    Map<Key, SnapshotPart> left = new LinkedHashMap<>();
    for (SnapshotPart part : before.parts()) {
      left.put(new Key(part.topic(), part.name()), part);
    }
    List<Pair> pairs = new ArrayList<>();
    List<SnapshotPart> unmatched = new ArrayList<>();
    for (SnapshotPart part : after.parts()) {
      SnapshotPart same = left.remove(new Key(part.topic(), part.name()));
      if (same == null) {
        unmatched.add(part);
      } else {
        pairs.add(new Pair(same, part));
      }
    }
    for (Likeness likeness : Likeness.values()) {
      unmatched = matched(unmatched, left, likeness, pairs);
    }
    for (SnapshotPart part : unmatched) {
      pairs.add(new Pair(null, part));
    }
    for (SnapshotPart part : left.values()) {
      pairs.add(new Pair(part, null));
    }
    return pairs;
  }

  /// Puts together what is alike.
  ///
  /// @return what has no like
  private static List<SnapshotPart> matched(
      List<SnapshotPart> unmatched,
      Map<Key, SnapshotPart> left,
      Likeness likeness,
      List<Pair> pairs) {
    Map<Key, SnapshotPart> alike = new HashMap<>();
    for (SnapshotPart part : left.values()) {
      Key key = likeness.of(part);
      if (key != null) {
        alike.putIfAbsent(key, part);
      }
    }
    List<SnapshotPart> alone = new ArrayList<>();
    for (SnapshotPart part : unmatched) {
      Key key = likeness.of(part);
      SnapshotPart like = key == null ? null : alike.remove(key);
      if (like == null) {
        alone.add(part);
      } else {
        left.remove(new Key(like.topic(), like.name()));
        pairs.add(new Pair(like, part));
      }
    }
    return alone;
  }

  /// By what a part is known when nothing on the other side has its name.
  private enum Likeness {
    /// Where an artifact is, and what a log line says.
    PLACE {
      @Override
      String text(SnapshotPart part) {
        return switch (part.topic()) {
          case ARTIFACTS -> part.facts().text("path", "");
          case LOGS -> Mask.text("", part.facts().text("text", ""));
          case INPUTS, DEFINITION, CONFIGURATION, ENVIRONMENT, SECRETS, STAGES, WINDOWS, RUN -> "";
        };
      }
    },

    /// A file of equal content is one file under another name.
    CONTENT {
      @Override
      String text(SnapshotPart part) {
        Json.Obj facts = part.facts();
        String digest = facts.text("sha256", facts.text("checksum", ""));
        return digest.isEmpty() ? "" : facts.text("role", facts.text("kind", "")) + " " + digest;
      }
    };

    /// Empty for a part that is not known by it.
    abstract String text(SnapshotPart part);

    @Nullable Key of(SnapshotPart part) {
      String text = text(part);
      return text.isEmpty() ? null : new Key(part.topic(), text);
    }
  }
}
