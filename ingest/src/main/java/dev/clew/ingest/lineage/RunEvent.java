package dev.clew.ingest.lineage;

import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.ingest.pushed.Items;
import dev.clew.ingest.pushed.NotTaken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A `RunEvent` of OpenLineage (<https://openlineage.io/docs/spec/object-model>, schema 2-0-2).
///
/// @param type `START`, `RUNNING`, `COMPLETE`, `FAIL`, `ABORT`, `OTHER`, or a word that is none
/// @param whole all that was sent
record RunEvent(
    String type,
    Timestamp at,
    String runId,
    String jobNamespace,
    String job,
    Json.Obj runFacets,
    Json.Obj jobFacets,
    List<Dataset> inputs,
    List<Dataset> outputs,
    Json.Obj whole) {
  private static final String OTHER = "OTHER";

  /// Whether the object is one: a `JobEvent` and a `DatasetEvent` name no run.
  static boolean isOne(Json.Obj said) {
    return said.has("run") || said.has("eventType");
  }

  /// @throws NotTaken when it lacks what OpenLineage requires
  static RunEvent of(Items.Item item, Json.Obj said) throws NotTaken {
    Json.Obj run = said.object("run");
    Json.Obj job = said.object("job");
    return new RunEvent(
        said.text("eventType", OTHER).toUpperCase(Locale.ROOT),
        time(item, said),
        word(item, run, "runId", "/run/runId"),
        word(item, job, "namespace", "/job/namespace"),
        word(item, job, "name", "/job/name"),
        run.object("facets"),
        job.object("facets"),
        datasets(item, said, "inputs"),
        datasets(item, said, "outputs"),
        said);
  }

  private static Timestamp time(Items.Item item, Json.Obj said) throws NotTaken {
    try {
      return Timestamp.parse(said.text("eventTime", ""));
    } catch (IllegalArgumentException e) {
      throw missing(item, "eventTime is an RFC 3339 date-time", "/eventTime");
    }
  }

  private static List<Dataset> datasets(Items.Item item, Json.Obj said, String member)
      throws NotTaken {
    List<Json> all = said.list(member);
    List<Dataset> datasets = new ArrayList<>(all.size());
    for (int at = 0; at < all.size(); at++) {
      String path = "/" + member + "/" + at;
      Json.Obj one = all.get(at) instanceof Json.Obj object ? object : Json.EMPTY_OBJECT;
      String namespace = word(item, one, "namespace", path + "/namespace");
      String name = word(item, one, "name", path + "/name");
      Json.Obj own = one.object(member.equals("inputs") ? "inputFacets" : "outputFacets");
      datasets.add(new Dataset(namespace, name, one.object("facets"), own));
    }
    return datasets;
  }

  private static String word(Items.Item item, Json.Obj said, String name, String path)
      throws NotTaken {
    String word = said.text(name);
    if (word == null || word.isBlank()) {
      throw missing(item, name + " is a string that is not empty", path);
    }
    return word;
  }

  private static NotTaken missing(Items.Item item, String what, String path) {
    return NotTaken.because("lineage.member", what, item.place(path));
  }

  /// What the event says went wrong, in its facet `errorMessage`; null when it says nothing.
  @Nullable String error() {
    String message = runFacets.object("errorMessage").text("message");
    return message == null || message.isBlank() ? null : message.strip();
  }

  @Nullable String stackTrace() {
    return runFacets.object("errorMessage").text("stackTrace");
  }

  /// The id of the run that started this one; null when none did.
  @Nullable String parent() {
    return parentFacet().object("run").text("runId");
  }

  /// The name of the job of that run, which is its one stage; null when it is not said.
  @Nullable String parentJob() {
    return parent() == null ? null : parentFacet().object("job").text("name");
  }

  /// The id of the first of the runs that started one another; null when it is not said.
  @Nullable String root() {
    return parentFacet().object("root").object("run").text("runId");
  }

  private Json.Obj parentFacet() {
    return runFacets.has("parent") ? runFacets.object("parent") : runFacets.object("parentRun");
  }
}
