package dev.clew.yaml;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Position;
import dev.clew.core.source.Rule;
import dev.clew.core.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.ParserImpl;

/// Builds nodes from the engine's events. The engine's own composer is not used: it recurses before
/// it knows the depth, and it knows neither the expanded size of aliases nor our limits. An alias
/// shares the node that it names.
final class YamlComposer {
  /// A node with its expanded size, so that an alias of an alias of an alias is counted and not
  /// walked.
  private record Sized(YamlNode node, int nodes, int height) {}

  private final SourceFile source;
  private final ParserImpl events;
  private final Diagnostics diagnostics;
  private final Map<Anchor, Sized> anchors = new HashMap<>();
  private int aliasUses;
  private int nodes;

  YamlComposer(SourceFile source, ParserImpl events, Diagnostics diagnostics) {
    this.source = source;
    this.events = events;
    this.diagnostics = diagnostics;
  }

  YamlNode document() throws YamlRefused {
    events.next();
    if (events.checkEvent(Event.ID.StreamEnd)) {
      throw new YamlRefused(YamlRule.YAML_EMPTY, Position.START, "the file is empty");
    }
    events.next();
    YamlNode root = node(0).node();
    events.next();
    Event end = events.next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw new YamlRefused(
          YamlRule.YAML_MANY_DOCUMENTS, place(end), "the file has more than one YAML document");
    }
    if (root instanceof YamlNode.Scalar scalar && scalar.isNull()) {
      throw new YamlRefused(YamlRule.YAML_EMPTY, scalar.at(), "the file is empty");
    }
    return root;
  }

  private Sized node(int depth) throws YamlRefused {
    Event event = events.next();
    Position at = place(event);
    if (event instanceof AliasEvent alias) {
      return alias(alias, at, depth);
    }
    count(1, at);
    Sized made =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar, at);
          case CollectionStartEvent start -> collection(start, at, depth + 1);
          default -> throw new IllegalStateException("unexpected YAML event " + event.getEventId());
        };
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    anchor.ifPresent(name -> anchors.put(name, made));
    return made;
  }

  private Sized alias(AliasEvent alias, Position at, int depth) throws YamlRefused {
    if (++aliasUses > YamlLimits.MAX_ALIAS_USES) {
      throw new YamlRefused(
          YamlRule.YAML_TOO_MANY_ALIASES,
          at,
          "more than " + YamlLimits.MAX_ALIAS_USES + " aliases (*name) are used");
    }
    Sized target = anchors.get(alias.getAlias());
    if (target == null) {
      throw new YamlRefused(
          YamlRule.YAML_UNKNOWN_ALIAS,
          at,
          "alias '*"
              + alias.getAlias().getValue()
              + "' names no anchor that is complete before it");
    }
    checkDepth(depth + target.height(), at);
    count(target.nodes(), at);
    return target;
  }

  private Sized scalar(ScalarEvent event, Position at) {
    refuseTag(event.getTag(), at);
    YamlNode.Style style =
        switch (event.getScalarStyle()) {
          case SINGLE_QUOTED -> YamlNode.Style.SINGLE_QUOTED;
          case DOUBLE_QUOTED -> YamlNode.Style.DOUBLE_QUOTED;
          case LITERAL -> YamlNode.Style.LITERAL;
          case FOLDED -> YamlNode.Style.FOLDED;
          case PLAIN, JSON_SCALAR_STYLE -> YamlNode.Style.PLAIN;
        };
    return new Sized(
        new YamlNode.Scalar(event.getValue(), style, source, at.line(), at.column()), 1, 0);
  }

  private Sized collection(CollectionStartEvent start, Position at, int depth) throws YamlRefused {
    refuseTag(start.getTag(), at);
    checkDepth(depth, at);
    return start.getEventId() == Event.ID.MappingStart ? mapping(at, depth) : sequence(at, depth);
  }

  private Sized sequence(Position at, int depth) throws YamlRefused {
    List<YamlNode> items = new ArrayList<>();
    int size = 1;
    int height = 0;
    while (!events.checkEvent(Event.ID.SequenceEnd)) {
      Sized item = node(depth);
      checkEntries(items.size(), item.node().at());
      items.add(item.node());
      size += item.nodes();
      height = Math.max(height, item.height());
    }
    events.next();
    return new Sized(new YamlNode.Sequence(List.copyOf(items), at), size, height + 1);
  }

  private Sized mapping(Position at, int depth) throws YamlRefused {
    List<YamlNode.Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    int size = 1;
    int height = 0;
    while (!events.checkEvent(Event.ID.MappingEnd)) {
      Sized key = node(depth);
      if (!(key.node() instanceof YamlNode.Scalar name)) {
        throw new YamlRefused(
            YamlRule.YAML_KEY,
            key.node().at(),
            "a key must be text, not "
                + key.node().what()
                + "; put quotes around text with braces");
      }
      checkEntries(keys.size(), name.at());
      Sized value = node(depth);
      if (!keys.add(name.text())) {
        entries.removeIf(entry -> entry.key().text().equals(name.text()));
        complain(
            YamlRule.YAML_DUPLICATE_KEY,
            name.at(),
            "key '" + name.text() + "' is given twice; the last one counts");
      }
      entries.add(new YamlNode.Entry(name, value.node()));
      size += key.nodes() + value.nodes();
      height = Math.max(height, value.height());
    }
    events.next();
    return new Sized(new YamlNode.Mapping(List.copyOf(entries), at), size, height + 1);
  }

  private void count(int more, Position at) throws YamlRefused {
    nodes += more;
    if (nodes > YamlLimits.MAX_NODES) {
      throw new YamlRefused(
          YamlRule.YAML_TOO_MANY_NODES,
          at,
          "the file has more than " + YamlLimits.MAX_NODES + " values, aliases expanded");
    }
  }

  private static void checkEntries(int already, Position at) throws YamlRefused {
    if (already >= YamlLimits.MAX_ENTRIES) {
      throw new YamlRefused(
          YamlRule.YAML_TOO_MANY_NODES,
          at,
          "a list or mapping has more than " + YamlLimits.MAX_ENTRIES + " entries");
    }
  }

  private static void checkDepth(int depth, Position at) throws YamlRefused {
    if (depth > YamlLimits.MAX_DEPTH) {
      throw new YamlRefused(
          YamlRule.YAML_TOO_DEEP, at, "nested deeper than " + YamlLimits.MAX_DEPTH + " levels");
    }
  }

  private void refuseTag(Optional<String> tag, Position at) {
    if (tag.isPresent()) {
      complain(YamlRule.YAML_TAG, at, "type tags such as '" + tag.get() + "' are not allowed");
    }
  }

  private void complain(Rule rule, Position at, String message) {
    diagnostics.add(rule, source.logicalName(), at, message);
  }

  private static Position place(Event event) {
    Optional<Mark> mark = event.getStartMark();
    return mark.isPresent()
        ? new Position(mark.get().getLine() + 1, mark.get().getColumn() + 1)
        : Position.START;
  }
}
