package dev.clew.runs.replay;

import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.document.JsonText;
import dev.clew.runs.file.OutputFile;
import dev.clew.runs.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plans of a run that were shown to somebody, beside its ledger: one line of JSON each. A
/// digest says that something is different; only the plan itself can say what. The newest [#KEPT]
/// are kept.
public final class PlanFile {
  static final int KEPT = 16;

  private static final WholeFile.Limit LIMIT = new WholeFile.Limit("plans.bytes", 64 << 20);
  private static final String SUFFIX = ".workflow.plans";

  private final Path path;

  /// @param stem of the run's files
  public PlanFile(Path folder, String stem) {
    this.path = folder.resolve(stem + SUFFIX);
  }

  /// Best effort: in a folder that cannot be written to, a drift is found and not named.
  public void add(ReplayPlan plan) {
    String line = Canonical.text(plan.facts().with("digest", Json.of(plan.digest())));
    List<String> lines = new ArrayList<>(lines());
    lines.remove(line);
    lines.add(line);
    List<String> newest = lines.subList(Math.max(0, lines.size() - KEPT), lines.size());
    try {
      byte[] text = (String.join("\n", newest) + "\n").getBytes(StandardCharsets.UTF_8);
      OutputFile.write(path, out -> out.write(text));
    } catch (IOException e) {
      // The plan is on the screen; the file is a convenience.
    }
  }

  /// The facts of the plan whose digest begins so; null when it is not kept.
  public Json.@Nullable Obj find(String digest) {
    for (String line : lines().reversed()) {
      try {
        if (JsonText.parse(line) instanceof Json.Obj facts
            && matches(facts.text("digest", ""), digest)) {
          return facts;
        }
      } catch (JsonText.Malformed e) {
        // A line of somebody else.
      }
    }
    return null;
  }

  /// Whether the digest that a user gives means this one: all of it, or its beginning.
  static boolean matches(String digest, String given) {
    return digest.equals(given) || digest.startsWith("sha256:" + given);
  }

  private List<String> lines() {
    try {
      return Files.isRegularFile(path)
          ? new String(WholeFile.read(path, LIMIT), StandardCharsets.UTF_8).lines().toList()
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
