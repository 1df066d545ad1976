package dev.clew.diff;

import dev.clew.core.json.Json;
import dev.clew.diff.mask.Mask;
import dev.clew.diff.mask.Names;
import dev.clew.diff.part.FactPath;
import dev.clew.diff.part.NotCaptured;
import dev.clew.diff.part.RunProfile;
import dev.clew.diff.part.SnapshotPart;
import dev.clew.diff.part.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A run without what is volatile in it: values by their masks, also where they were carried on to;
/// headers of one exchange and what a run is only recorded with are left out. Two good runs of one
/// job are equal so.
final class Masking {
  private static final Set<Topic> KEPT =
      Set.of(Topic.INPUTS, Topic.STAGES, Topic.ARTIFACTS, Topic.RUN);

  private final DiffSettings settings;
  private final Map<String, String> known = new HashMap<>();
  private final List<Ignored> masked = new ArrayList<>();

  Masking(DiffSettings settings) {
    this.settings = settings;
  }

  RunProfile of(RunProfile run) {
    List<SnapshotPart> parts = new ArrayList<>();
    for (SnapshotPart part : run.parts()) {
      if (KEPT.contains(part.topic()) && !settings.ignores(FactPath.of(part, ""))) {
        parts.add(part(part));
      }
    }
    return new RunProfile(
        run.runId(),
        run.name(),
        run.number(),
        run.attempts(),
        run.status(),
        run.startedAt(),
        run.duration(),
        run.executionKey(),
        parts);
  }

  /// What was masked or left out.
  List<Ignored> masked() {
    return masked;
  }

  private SnapshotPart part(SnapshotPart part) {
    Map<String, Json> facts = new TreeMap<>();
    // In the order of the run: what a stage was answered comes before what the next one sends.
    part.facts()
        .members()
        .forEach((name, value) -> {
          String path = FactPath.of(part, FactPath.join("", name));
          if (!name.equals("plan") && !settings.ignores(path)) {
            facts.put(name, part.topic() == Topic.INPUTS ? value : value(value, path, false));
          }
        });
    String path = part.facts().text("path", "");
    boolean named = part.topic() == Topic.ARTIFACTS && !path.isEmpty();
    return new SnapshotPart(
        part.topic(),
        named ? path : part.name(),
        new Json.Obj(facts),
        part.first(),
        part.last(),
        part.rows(),
        part.details(),
        part.uses(),
        part.stage());
  }

  private Json value(Json value, String path, boolean headers) {
    return switch (value) {
      case Json.Obj object -> object(object, path, headers);
      case Json.Arr array -> {
        List<Json> items = new ArrayList<>(array.size());
        for (int at = 0; at < array.size(); at++) {
          items.add(
              value(array.items().get(at), FactPath.join(path, Integer.toString(at)), headers));
        }
        yield new Json.Arr(items);
      }
      case Json.Str string -> scalar(string, string.value(), path);
      case Json.Num number -> scalar(number, number.text(), path);
      case Json.Null nothing -> nothing;
      case Json.Bool bool -> bool;
    };
  }

  private Json object(Json.Obj object, String path, boolean headers) {
    if (NotCaptured.is(object)) {
      return NotCaptured.of("not captured", null);
    }
    Map<String, Json> members = new TreeMap<>();
    object
        .members()
        .forEach((name, member) -> {
          String inner = FactPath.join(path, name);
          boolean asked = settings.ignores(inner);
          if (asked || (headers && Names.isVolatileHeader(name))) {
            Ignored.Reason reason = asked ? Ignored.Reason.ASKED : Ignored.Reason.SHAPE;
            masked.add(new Ignored(inner, reason, member, null));
          } else {
            members.put(name, value(member, inner, name.equals("headers")));
          }
        });
    return new Json.Obj(members);
  }

  private Json scalar(Json value, String text, String path) {
    if (settings.strict() || path.endsWith("/checksum")) {
      return value;
    }
    String carried = carried(text);
    boolean carries = !carried.equals(text);
    Json shown = Mask.of(FactPath.nameOf(path), carries ? Json.of(carried) : value);
    if (!shown.equals(value)) {
      masked.add(
          new Ignored(path, carries ? Ignored.Reason.FLOWS : Ignored.Reason.SHAPE, value, shown));
      if (shown instanceof Json.Str mask && Flow.isLong(text)) {
        known.putIfAbsent(text, mask.value());
      }
    }
    return shown;
  }

  /// The text with the masks of values that were met before.
  private String carried(String text) {
    String whole = known.get(text);
    if (whole != null) {
      return whole;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (String word : Flow.words(text)) {
      out.append(known.getOrDefault(word, word));
    }
    return out.toString();
  }
}
