package dev.clew.execution.offline;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.ledger.Row;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.source.WorkflowFiles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files that a recording holds, by the names that they had. Of an environment file only the
/// keys are recorded; a variable has the value that was seen where it was used, and one that was
/// not used has none.
final class RecordedFiles implements WorkflowFiles {
  /// The role of an environment file.
  private static final String ENVIRONMENT_FILE = "environment_file";

  private final Map<String, String> texts = new HashMap<>();

  /// The workflow that was run. It is named as the user named it, and all others relative to its
  /// folder.
  private String root = "";

  RecordedFiles(Recording recording) {
    for (Row row : recording.rows()) {
      Event event = row.event();
      if (event.is(Kind.CONFIG_CAPTURED)) {
        ConfigCaptured captured = ConfigCaptured.from(event);
        if (captured.role().equals(ConfigCaptured.WORKFLOW)) {
          root = captured.name();
        }
        Payload payload = row.payload();
        String text = isEnvironment(event) ? environment(recording, captured) : text(payload);
        if (text != null) {
          texts.putIfAbsent(captured.name(), text);
        }
      }
    }
  }

  static boolean isEnvironment(Event event) {
    return event.is(Kind.CONFIG_CAPTURED)
        && ConfigCaptured.from(event).role().equals(ENVIRONMENT_FILE);
  }

  private static @Nullable String text(@Nullable Payload payload) {
    String text = payload == null ? null : payload.text();
    return text == null ? null : StandIns.in(text);
  }

  /// In quotes, so that no space is lost.
  static String environment(Recording recording, ConfigCaptured file) {
    StringBuilder out = new StringBuilder();
    for (String name : file.keys()) {
      String value = recording.variable(name);
      out.append(name).append("=\"").append(value == null ? "" : value).append("\"\n");
    }
    return out.toString();
  }

  @Override
  public Read read(String from, String path) {
    String folder = from.equals(root) ? "" : from.substring(0, from.lastIndexOf('/') + 1);
    for (String name : new String[] {normal(folder + path), path}) {
      String text = texts.get(name);
      if (text != null) {
        return new Read.Text(new SourceFile(name, text));
      }
    }
    return new Read.Failed(path + ": it is not in the ledger");
  }

  @Override
  public @Nullable Read readIfThere(String from, String path) {
    return read(from, path) instanceof Read.Text text ? text : null;
  }

  private static String normal(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.equals(".") && !(part.isEmpty() && !parts.isEmpty())) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
