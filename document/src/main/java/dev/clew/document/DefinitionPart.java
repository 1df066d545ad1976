package dev.clew.document;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.Vcs;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The workflow and every file that it used, as `config_captured` events brought them.
final class DefinitionPart {
  private DefinitionPart() {}

  static List<Json> write(RowPayloads payloads) {
    List<Json> files = new ArrayList<>();
    for (Row row : payloads.all()) {
      ConfigCaptured about = ConfigCaptured.from(row.event());
      if (!row.event().is(Kind.CONFIG_CAPTURED)
          || !about.has(ConfigCaptured.ROLE)
          || row.verdict() != Row.Verdict.ACCEPTED) {
        continue;
      }
      Json.Builder file =
          Json.object()
              .put("role", about.role())
              .put("name", about.name())
              .put("sha256", about.sha256())
              .put("size_bytes", about.sizeBytes())
              .put("vcs", origin(about.vcs()));
      Payload content = row.payload();
      String text = content == null ? null : content.text();
      if (text != null) {
        payloads.place(row.offset(), "/definition/" + files.size() + "/content");
      }
      files.add(file.put("content", text).build());
    }
    return files;
  }

  private static @Nullable Json origin(@Nullable Vcs said) {
    return said == null
        ? null
        : new Attributes()
            .with(Vcs.REMOTE, said.remote())
            .with(Vcs.COMMIT, said.commit())
            .with(Vcs.PATH, said.path())
            .with(Vcs.DIRTY, said.dirty())
            .build();
  }
}
