package dev.clew.ingest.lineage;

import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// A data set that a run reads or writes.
///
/// @param facets of the data set itself
/// @param ownFacets of what this run did with it
record Dataset(String namespace, String name, Json.Obj facets, Json.Obj ownFacets) {
  private static final String INPUT = "input";
  private static final String FINAL = "final";

  /// `postgres://db:5432/shop.public.orders`: unique, as OpenLineage names data sets.
  String id() {
    return namespace + (namespace.endsWith("/") || name.startsWith("/") ? "" : "/") + name;
  }

  Attributes read() {
    return about(INPUT, "inputStatistics");
  }

  /// A data set is where it is to be: nothing has to be brought anywhere afterwards.
  Attributes written() {
    return about(FINAL, "outputStatistics").with(ArtifactWritten.PERSISTED, true);
  }

  private Attributes about(String kind, String statistics) {
    Json.Obj counted = ownFacets.object(statistics);
    Json.Obj all = Json.object().putAll(facets).putAll(ownFacets).build();
    return new Attributes()
        .with(ArtifactWritten.ARTIFACT_KIND, kind)
        .with(ArtifactWritten.PATH, name)
        .with(ArtifactWritten.WHERE, namespace)
        .with(ArtifactWritten.SIZE_BYTES, counted.whole("size"))
        .with(ArtifactWritten.ROWS, counted.whole("rowCount"))
        .with(ArtifactWritten.VERSION, version())
        .with(AnyEvent.OPENLINEAGE, all.members().isEmpty() ? null : all);
  }

  private @Nullable String version() {
    return facets.object("version").text("datasetVersion");
  }
}
