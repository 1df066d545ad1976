package dev.clew.document;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.graph.Graph;
import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.StageView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a page is drawn from at first: all of a document but its rows and calls. While every row
/// fits into the limit all of it is there. When rows are left out it is cut too, so that a page of
/// any run is drawn at once, and the document says how much is not there.
///
/// @param bytes about how many bytes the lists may take that grow with the run; no limit for
///   [Long#MAX_VALUE]
/// @param stages those that are in it
record Skeleton(
    long bytes,
    StageSelection stages,
    Shortened absences,
    Shortened artifacts,
    Shortened effects,
    Shortened claims) {
  /// Of the limit of the document so much is for its skeleton: of 4.8 MB, 200 kB.
  private static final int SHARE = 24;

  private static final long LEAST_BYTES = 20_000;

  /// What a stage takes in the graph, in the timing and in the plan of a replay.
  private static final int ELSEWHERE_BYTES = 450;

  /// In the graph of artifacts.
  private static final int NODE_BYTES = 400;

  private static final int MOST_RANGES = 500;

  /// How much of the limit skeletons take.
  static long bytes(PageLimit limit) {
    return Math.max(LEAST_BYTES, limit.bytes() / SHARE);
  }

  /// With everything.
  static Skeleton whole(AttemptView attempt, List<Json> absences, RowPayloads payloads) {
    return new Skeleton(
        Long.MAX_VALUE,
        StageSelection.all(attempt.stages()),
        Shortened.whole(absences),
        Shortened.whole(EvidencePart.artifacts(attempt.artifacts())),
        Shortened.whole(EvidencePart.effects(attempt, payloads)),
        Shortened.whole(List.of()));
  }

  /// With what fits.
  static Skeleton cut(
      long bytes,
      AttemptView attempt,
      @Nullable Blocker blocker,
      @Nullable Dossier dossier,
      List<Json> absences,
      RowPayloads payloads) {
    Set<String> named = new HashSet<>();
    if (blocker != null) {
      named.add(blocker.stage().toString());
      blocker.consequences().forEach(one -> named.add(one.stage().toString()));
    }
    if (dossier != null && dossier.stage() != null) {
      named.add(dossier.stage().stage().toString());
    }
    StagePart.Writer writer = StagePart.writer(attempt, payloads);
    Shortened effects =
        Shortened.of(
            EvidencePart.effects(attempt, payloads),
            bytes / 10,
            effect -> "unknown".equals(effect.text("state")));
    Shortened missing = Shortened.of(absences, bytes / 20, absence -> true);
    Shortened artifacts =
        Shortened.of(
            EvidencePart.artifacts(attempt.artifacts()),
            bytes / 10,
            artifact ->
                !"recorded".equals(artifact.text("state"))
                    || "final".equals(artifact.text("kind")));
    Shortened claims =
        Shortened.of(
            dossier == null ? List.of() : DossierPart.claims(dossier.evidence()),
            bytes / 20,
            claim -> "for".equals(claim.text("side")));
    // Artifacts are drawn too, effects stand in the plan of a replay, claims are told in words.
    long others =
        missing.sizeBytes()
            + 2 * (artifacts.sizeBytes() + effects.sizeBytes() + claims.sizeBytes());
    long room = Math.max(bytes / 4, bytes / 10 * 8 - others);
    return new Skeleton(
        bytes,
        StageSelection.of(attempt.stages(), named, room, stage -> sizeOf(stage, writer)),
        missing,
        artifacts,
        new Shortened(effects.kept(), attempt.effects().size() - (long) effects.kept().size()),
        claims);
  }

  private static long sizeOf(StageView stage, StagePart.Writer writer) {
    return Shortened.sizeOf(writer.write(stage))
        + Shortened.sizeOf(stage.plan().attributes())
        + 4L * stage.path().toString().length()
        + ELSEWHERE_BYTES;
  }

  private boolean isWhole() {
    return bytes == Long.MAX_VALUE;
  }

  /// The nodes that are in it, and what is between them.
  Graph stageGraph(Graph graph) {
    return isWhole() ? graph : only(graph, node -> stages.has(node.id()), Integer.MAX_VALUE);
  }

  /// Many artifacts that are one node stand for themselves.
  Graph artifactGraph(Graph graph) {
    if (isWhole()) {
      return graph;
    }
    Set<String> ids = members(artifacts, "artifact_id");
    return only(
        graph,
        node ->
            switch (node.kind()) {
              case STAGE -> stages.has(node.id());
              case ARTIFACT -> ids.contains(node.id().substring(node.id().indexOf(':') + 1));
              case STATUS -> true;
            },
        (int) Math.min(Integer.MAX_VALUE, bytes / 10 / NODE_BYTES));
  }

  private static Graph only(Graph graph, Predicate<Graph.Node> wanted, int most) {
    List<Graph.Node> nodes = graph.nodes().stream().filter(wanted).limit(most).toList();
    Set<String> ids = new HashSet<>();
    nodes.forEach(node -> ids.add(node.id()));
    return new Graph(
        nodes,
        graph.edges().stream()
            .filter(edge -> ids.contains(edge.from()) && ids.contains(edge.to()))
            .toList());
  }

  Json.Obj timing(Json.Obj timing) {
    return isWhole() ? timing : timing.with("stages", ofStages(timing.objects("stages")));
  }

  /// With the claims that fit; what is left behind is told as far as the document has it.
  @Nullable Json dossier(@Nullable Json dossier) {
    if (isWhole() || !(dossier instanceof Json.Obj whole)) {
      return dossier;
    }
    Json.Obj left = whole.object("left_behind");
    return whole
        .with("claims", new Json.Arr(claims.kept()))
        .with(
            "evidence",
            new Json.Arr(Shortened.of(whole.list("evidence"), bytes / 20, one -> true).kept()))
        .with(
            "left_behind",
            left.with("artifacts", among(left.list("artifacts"), members(artifacts, "artifact_id")))
                .with("effects", among(left.list("effects"), members(effects, "effect_id"))));
  }

  Json.Obj replay(Json.Obj plan) {
    if (isWhole()) {
      return plan;
    }
    Set<String> ids = members(artifacts, "artifact_id");
    Set<String> known = members(effects, "effect_id");
    return plan.with("steps", ofStages(plan.objects("steps")))
        .with(
            "reuse",
            only(
                plan.objects("reuse"),
                one -> {
                  String id = one.text("artifact_id");
                  return id == null || ids.contains(id);
                }))
        .with(
            "effects",
            only(plan.objects("effects"), one -> known.contains(one.text("effect_id", ""))));
  }

  private Json.Arr ofStages(List<Json.Obj> all) {
    return only(all, one -> stages.has(one.text("stage")));
  }

  private static Json.Arr only(List<Json.Obj> all, Predicate<Json.Obj> wanted) {
    List<Json> kept = new ArrayList<>();
    for (Json.Obj one : all) {
      if (wanted.test(one)) {
        kept.add(one);
      }
    }
    return new Json.Arr(kept);
  }

  private static Json.Arr among(List<? extends Json> names, Set<String> wanted) {
    List<Json> kept = new ArrayList<>();
    for (Json name : names) {
      if (name instanceof Json.Str text && wanted.contains(text.value())) {
        kept.add(name);
      }
    }
    return new Json.Arr(kept);
  }

  private static Set<String> members(Shortened list, String name) {
    Set<String> values = new HashSet<>();
    for (Json one : list.kept()) {
      if (one instanceof Json.Obj about) {
        values.add(about.text(name, ""));
      }
    }
    return values;
  }

  /// What is not in the document: rows, and what this left out.
  ///
  /// @return null when everything is there
  @Nullable Json leftOut(RowSelection rows, PageLimit limit) {
    if (rows.leftOut().isEmpty()) {
      return null;
    }
    List<Json> ranges = rows.ranges();
    Json.Builder statuses = Json.object();
    stages.leftOut().forEach((status, count) -> statuses.put(status, count));
    return Json.object()
        .put("limit_bytes", limit.bytes())
        .put("rows", (long) rows.leftOut().size())
        .put("kinds", RowSelection.byKind(rows.leftOut()))
        .put("ranges", ranges.subList(0, Math.min(ranges.size(), MOST_RANGES)))
        .put("ranges_more", unlessZero(ranges.size() - (long) MOST_RANGES))
        .put("stages", statuses.isEmpty() ? null : statuses.build())
        .put("absences", unlessZero(absences.leftOut()))
        .put("artifacts", unlessZero(artifacts.leftOut()))
        .put("effects", unlessZero(effects.leftOut()))
        .put("claims", unlessZero(claims.leftOut()))
        .build();
  }

  private static @Nullable Long unlessZero(long count) {
    return count <= 0 ? null : (Long) count;
  }
}
