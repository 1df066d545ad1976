package dev.clew.core.diff;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Measures the comparison of two runs of 10,000 events, warm, on the cores that it is given:
/// `taskset -c 0 java -cp … dev.clew.core.diff.DiffSpeed`. Prints the median and the worst CPU time
/// of 30 rounds.
public final class DiffSpeed {
  private static final int EVENTS = 10_000;
  private static final int WARM_UP = 30;
  private static final int ROUNDS = 30;

  /// CPU time, because other work on the machine is none of it.
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private DiffSpeed() {}

  public static void main(String[] arguments) {
    List<Row> good = run("ORD-1");
    List<Row> same = run("ORD-1");
    List<Row> ids = run("ORD-2");
    List<Row> state = run("held");
    System.out.println(good.size() + " events each, bodies captured");
    measure("fold of one run", () -> view(good).attempts().size());
    RunView one = view(good);
    measure("profile of one run", () -> profile(good, one).parts().size());
    RunProfile before = profile(good, one);
    for (List<Row> other : List.of(same, ids, state)) {
      RunProfile after = profile(other, view(other));
      RunDiff diff = RunDiff.of(before, after, DiffSettings.NONE);
      String what =
          diff.differences().size() + " differences, " + diff.ignored().size() + " ignored";
      measure(
          "diff, " + what, () -> RunDiff.of(before, after, DiffSettings.NONE).differences().size());
      measure(
          "fold, profile and diff of both, " + what,
          () ->
              RunDiff.of(profile(good, view(good)), profile(other, view(other)), DiffSettings.NONE)
                  .differences()
                  .size());
    }
  }

  /// Stages of five events, each with its bodies, that all carry the id of the first.
  private static List<Row> run(String order) {
    Shop shop = new Shop(order);
    int number = 0;
    while (shop.stages.size() * 5 < EVENTS - 20) {
      Shop.Stage stage = new Shop.Stage("stage-" + number++, "/orders/" + order + "/lines");
      stage.request = Json.object().put("order", order).put("line", number).build();
      List<Json> items = new ArrayList<>();
      for (int item = 0; item < 5; item++) {
        items.add(Shop.item("item " + item + " of " + number, item));
      }
      stage.response =
          Json.object()
              .put("id", order + "-" + number)
              .put("order", order)
              .put("items", items)
              .build();
      stage.outputs.put("lineId", Json.of(order + "-" + number));
      shop.stages.add(stage);
    }
    return shop.script().rows();
  }

  private static RunView view(List<Row> rows) {
    return RunView.of(rows, RunView.Writer.ABSENT);
  }

  private static RunProfile profile(List<Row> rows, RunView view) {
    return RunProfile.of(rows, view, view.attempt(), TinyJson::read, List.of());
  }

  private interface Work {
    int run();
  }

  private static void measure(String what, Work work) {
    int sum = 0;
    for (int round = 0; round < WARM_UP; round++) {
      sum += work.run();
    }
    long[] nanos = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      sum += work.run();
      nanos[round] = THREADS.getCurrentThreadCpuTime() - start;
    }
    Arrays.sort(nanos);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%7.1f ms median  %7.1f ms worst  %s  (%d)",
            nanos[ROUNDS / 2] / 1e6,
            nanos[ROUNDS - 1] / 1e6,
            what,
            sum));
  }
}
