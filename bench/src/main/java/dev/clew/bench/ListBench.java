package dev.clew.bench;

import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Phase;
import dev.clew.core.run.RunStatus;
import dev.clew.store.FindingQuery;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// How long the first page of a list of many runs takes: for each filter alone and for every pair
/// of two, each matching none, few and half of the runs.
final class ListBench {
  private static final int PAGE = 101;
  private static final int ROUNDS = 5;
  private static final double AIM_MS = 20;
  private static final double AIM_OF_TEXT_MS = 200;

  private final int runs;
  private final MeasuredStore measured;
  private final Map<String, UnaryOperator<RunQuery>> filters = new LinkedHashMap<>();

  private ListBench(int runs, MeasuredStore measured) {
    this.runs = runs;
    this.measured = measured;
  }

  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    Path folder = Path.of(arguments.length > 1 ? arguments[1] : "target/list-bench");
    Files.createDirectories(folder);
    MeasuredStore measured =
        arguments.length > 2
            ? new MeasuredStore.InPostgres(arguments[2])
            : new MeasuredStore.InFolder(folder);
    new ListBench(runs, measured).run();
  }

  private void run() throws Exception {
    try (RunStore store = measured.open()) {
      if (store.find(RunQuery.ALL, 1).isEmpty()) {
        long begun = System.nanoTime();
        new ManyRuns(store, runs).write();
        System.out.printf("%,d runs in %.0f s%n", runs, (System.nanoTime() - begun) / 1e9);
      }
      System.out.printf("%.0f MB%n", measured.size() / 1e6);
      filters();
      List<String> names = List.copyOf(filters.keySet());
      report(store, "alone", singles(names));
      report(store, "pairs", pairs(names));
    }
  }

  /// Values that half of the runs have, that 100 have, and that none has; each independent of the
  /// others, but `status` and `stuck`.
  private void filters() {
    for (String some : List.of("half", "few", "none")) {
      filters.put("namespace " + some, query -> query.in(Set.of(some)));
      filters.put("name " + some, query -> query.named(some));
      filters.put("version " + some, query -> query.ofVersion(some));
      filters.put("correlation_id " + some, query -> query.correlatedBy(some));
      filters.put("failure " + some, query -> query.finding(query.finding().failedWith(some)));
      filters.put("text " + some, query -> query.finding(query.finding().withText(some)));
    }
    filters.put("q half", query -> query.withWord("half"));
    filters.put("q few", query -> query.withWord("run_0000"));
    filters.put("q none", query -> query.withWord("run_zzzz"));
    filters.put("status half", query -> query.withStatuses(Set.of(RunStatus.FAILED)));
    filters.put("status few", query -> query.withStatuses(Set.of(RunStatus.CANCELLED)));
    filters.put("status none", query -> query.withStatuses(Set.of(RunStatus.LOST)));
    filters.put(
        "status unsuccessful", query -> query.withStatuses(RunQuery.unsuccessful().statuses()));
    filters.put("phase half", finding(query -> query.inPhase(Phase.ACTIVE)));
    filters.put("phase few", finding(query -> query.inPhase(Phase.SAVE)));
    filters.put("phase none", finding(query -> query.inPhase(Phase.POST)));
    filters.put("cause half", finding(query -> query.causedBy(Cause.TIMEOUT)));
    filters.put("cause few", finding(query -> query.causedBy(Cause.INPUT)));
    filters.put("cause none", finding(query -> query.causedBy(Cause.CODE)));
    filters.put("stuck many", finding(query -> query.stuckBy(ManyRuns.STUCK)));
    filters.put("stuck none", finding(query -> query.stuckBy(ManyRuns.BEGIN)));
    filters.put("attempt half", query -> query.withAttempts(2));
    filters.put("attempt few", query -> query.withAttempts(3));
    filters.put("attempt none", query -> query.withAttempts(4));
    Instant middle = ManyRuns.BEGIN.plusSeconds(runs / 2);
    filters.put("created_after half", query -> query.createdSince(middle));
    filters.put(
        "created_after few", query -> query.createdSince(ManyRuns.BEGIN.plusSeconds(runs - 100L)));
    filters.put("created_before half", query -> query.createdBefore(middle));
    filters.put(
        "created_before few", query -> query.createdBefore(ManyRuns.BEGIN.plusSeconds(100)));
  }

  private static UnaryOperator<RunQuery> finding(UnaryOperator<FindingQuery> change) {
    return query -> query.finding(change.apply(query.finding()));
  }

  private Map<String, RunQuery> singles(List<String> names) {
    Map<String, RunQuery> queries = new LinkedHashMap<>();
    queries.put("all", RunQuery.ALL);
    names.forEach(name -> queries.put(name, query(name).apply(RunQuery.ALL)));
    return queries;
  }

  private Map<String, RunQuery> pairs(List<String> names) {
    Map<String, RunQuery> queries = new LinkedHashMap<>();
    for (int first = 0; first < names.size(); first++) {
      for (int second = first + 1; second < names.size(); second++) {
        String one = names.get(first);
        String other = names.get(second);
        if (!filter(one).equals(filter(other))) {
          queries.put(one + ", " + other, query(other).apply(query(one).apply(RunQuery.ALL)));
        }
      }
    }
    return queries;
  }

  private UnaryOperator<RunQuery> query(String name) {
    return filters.getOrDefault(name, UnaryOperator.identity());
  }

  private static String filter(String name) {
    return name.substring(0, name.indexOf(' '));
  }

  private static void report(RunStore store, String what, Map<String, RunQuery> queries) {
    List<Double> medians = new ArrayList<>();
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, RunQuery> one : queries.entrySet()) {
      double[] took = new double[ROUNDS];
      int found = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long begun = System.nanoTime();
        found = store.find(one.getValue(), PAGE).size();
        took[round] = (System.nanoTime() - begun) / 1e6;
      }
      Arrays.sort(took);
      double median = took[ROUNDS / 2];
      medians.add(median);
      if (median > (one.getKey().contains("text") ? AIM_OF_TEXT_MS : AIM_MS)) {
        over.add("  %-48s %,9.1f ms, %d found".formatted(one.getKey(), median, found));
      }
    }
    medians.sort(null);
    System.out.printf(
        "%s: %d questions, the middle %.1f ms, 95 of 100 %.1f ms, the longest %.1f ms; %d over the aim%n",
        what,
        medians.size(),
        medians.get(medians.size() / 2),
        medians.get(medians.size() * 95 / 100),
        medians.getLast(),
        over.size());
    over.forEach(System.out::println);
  }
}
