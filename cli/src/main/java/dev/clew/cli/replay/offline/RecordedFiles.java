package dev.clew.cli.replay.offline;

import dev.clew.core.ledger.Row;
import dev.clew.core.run.Event;
import dev.clew.core.run.Kind;
import dev.clew.core.run.Payload;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.source.WorkflowFiles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// The files that a recording holds, by the names that they had. Of an environment file nothing is
/// recorded but its keys, so it is empty; its variables are found where they were used.
final class RecordedFiles implements WorkflowFiles {
  private final Map<String, String> texts = new HashMap<>();

  RecordedFiles(Recording recording) {
    for (Row row : recording.rows()) {
      Event event = row.event();
      if (event.is(Kind.CONFIG_CAPTURED)) {
        boolean environment = event.attributes().text("role", "").equals("environment_file");
        Payload payload = row.payload();
        String text = payload == null ? null : payload.text();
        if (environment || text != null) {
          String name = event.attributes().text("name", "");
          texts.putIfAbsent(name, environment || text == null ? "" : StandIns.in(text));
        }
      }
    }
  }

  @Override
  public Read read(String from, String path) {
    int slash = from.lastIndexOf('/');
    for (String name : new String[] {normal(from.substring(0, slash + 1) + path), path}) {
      String text = texts.get(name);
      if (text != null) {
        return new Read.Text(new SourceFile(name, text));
      }
    }
    return new Read.Failed(path + ": it is not in the ledger");
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
