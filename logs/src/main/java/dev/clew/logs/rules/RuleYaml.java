package dev.clew.logs.rules;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The little of YAML 1.2 that rules are written in: text, lists and mappings, with their places.
/// Built from events in one pass: the engine's own composer recurses before it knows the depth.
final class RuleYaml {
  private static final int MAX_DEPTH = 6;

  /// @param line from 1
  /// @param column from 1
  record Place(int line, int column) {
    static final Place START = new Place(1, 1);
  }

  sealed interface Node {
    Place at();

    record Text(String value, Place at) implements Node {}

    record Sequence(List<Node> items, Place at) implements Node {}

    record Mapping(List<Entry> entries, Place at) implements Node {}
  }

  record Entry(Node key, Node value) {}

  private final String file;
  private final Iterator<Event> events;

  private RuleYaml(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /// @throws RuleFileException when the text is no such YAML
  static Node read(String file, String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      return new RuleYaml(file, new Parse(settings).parseString(text).iterator()).document();
    } catch (MarkedYamlEngineException e) {
      throw bad(file, place(e.getProblemMark().orElse(null)), firstLine(e.getProblem()));
    } catch (YamlEngineException e) {
      throw bad(file, Place.START, firstLine(e.getMessage()));
    }
  }

  static RuleFileException bad(String file, Place at, String what) {
    return new RuleFileException(file + ":" + at.line() + ":" + at.column() + ": " + what);
  }

  private static String firstLine(@Nullable String text) {
    return text == null || text.isBlank() ? "no valid YAML" : text.lines().findFirst().orElse("");
  }

  private Node document() {
    events.next();
    if (!(events.next() instanceof DocumentStartEvent)) {
      throw bad(file, Place.START, "empty; begin with 'rules:'");
    }
    Node root = node(events.next(), 0);
    events.next();
    Event end = events.next();
    if (end instanceof DocumentStartEvent) {
      throw bad(file, place(end), "one file has one document; write the rules into one list");
    }
    return root;
  }

  private Node node(Event event, int depth) {
    Place at = place(event);
    if (depth >= MAX_DEPTH && event instanceof CollectionStartEvent) {
      throw bad(file, at, "nested deeper than " + MAX_DEPTH + " levels");
    }
    return switch (event) {
      case ScalarEvent scalar -> new Node.Text(scalar.getValue(), at);
      case SequenceStartEvent start -> sequence(at, depth + 1);
      case MappingStartEvent start -> mapping(at, depth + 1);
      case AliasEvent alias -> throw bad(file, at, "aliases (*name) are not used in rules");
      default -> throw new IllegalStateException("unexpected event " + event.getEventId());
    };
  }

  private Node sequence(Place at, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event next = events.next(); !isEnd(next); next = events.next()) {
      items.add(node(next, depth));
    }
    return new Node.Sequence(items, at);
  }

  private Node mapping(Place at, int depth) {
    List<Entry> entries = new ArrayList<>();
    for (Event next = events.next(); !isEnd(next); next = events.next()) {
      Node key = node(next, depth);
      entries.add(new Entry(key, node(events.next(), depth)));
    }
    return new Node.Mapping(entries, at);
  }

  private static boolean isEnd(Event event) {
    return event.getEventId() == Event.ID.SequenceEnd || event.getEventId() == Event.ID.MappingEnd;
  }

  private static Place place(Event event) {
    return place(event.getStartMark().orElse(null));
  }

  private static Place place(@Nullable Mark mark) {
    return mark == null ? Place.START : new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
