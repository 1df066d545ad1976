package dev.clew.engine.schedule;

import dev.clew.core.event.StagePath;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.RunState;
import dev.clew.engine.outcome.StageOutcome;
import dev.clew.plan.PlannedStage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Stages of a workflow with `dependsOn`: each begins when those that it waits for are done. A
/// stage sees what those before it have set, and nothing of the others, so that what it does does
/// not hang on who was faster.
final class DependentStages {
  private final Stages stages;
  private final RunContext parts;
  private final RunState base;
  private final List<PlannedStage> all;
  private final Node[] nodes;
  private final TreeSet<Integer> ready = new TreeSet<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private int running;
  private boolean failed;
  private @Nullable Throwable fault;

  private static final class Node {
    final BitSet ancestors = new BitSet();
    final List<Integer> followers = new ArrayList<>();
    int waitsFor;
    @Nullable RunState own;
    @Nullable StageOutcome outcome;
  }

  DependentStages(Stages stages, RunState base) {
    this.stages = stages;
    this.parts = stages.parts();
    this.base = base;
    this.all = stages.frame().workflow().stages();
    this.nodes = new Node[all.size()];
    for (int at = 0; at < nodes.length; at++) {
      nodes[at] = new Node();
    }
    for (int at = 0; at < nodes.length; at++) {
      nodes[at].waitsFor = all.get(at).dependsOn().size();
      for (int before : all.get(at).dependsOn()) {
        nodes[before].followers.add(at);
      }
    }
  }

  Progress run() {
    begin();
    awaitAll();
    Workers.rethrow(fault);
    Progress progress = new Progress(parts.recorder());
    for (int at = 0; at < nodes.length; at++) {
      StageOutcome outcome = nodes[at].outcome;
      RunState own = nodes[at].own;
      if (outcome != null && own != null) {
        progress.take(path(at), outcome);
        base.take(own);
      }
    }
    for (int at = 0; at < nodes.length; at++) {
      if (nodes[at].outcome == null) {
        if (!progress.hasFailed()) {
          progress.cancel();
        }
        progress.notReached(path(at));
      }
    }
    return progress;
  }

  private StagePath path(int at) {
    return stages.frame().path(all.get(at).name(), 1);
  }

  private void begin() {
    List<Integer> first;
    synchronized (this) {
      for (int at = 0; at < nodes.length; at++) {
        if (nodes[at].waitsFor == 0) {
          ready.add(at);
        }
      }
      first = taken();
      parts.course().handOver(first.isEmpty() ? 1 : first.size());
      if (first.isEmpty()) {
        done.countDown();
      }
    }
    first.forEach(this::start);
  }

  /// Those that begin now.
  private List<Integer> taken() {
    List<Integer> now = new ArrayList<>();
    int allowed = parts.course().workers(RunSettings.MAX_PARALLEL_STAGES);
    while (!ready.isEmpty() && running < allowed) {
      int at = ready.removeFirst();
      boolean wanted = !failed && fault == null && !parts.cancel().isGiven();
      if (parts.course().begins(path(at), wanted)) {
        now.add(at);
        running++;
      }
    }
    return now;
  }

  private void start(int at) {
    Thread.ofVirtual().start(() -> work(at));
  }

  private void work(int at) {
    Node node = nodes[at];
    try {
      RunState known = base.over();
      for (int before = node.ancestors.nextSetBit(0);
          before >= 0;
          before = node.ancestors.nextSetBit(before + 1)) {
        RunState earlier = nodes[before].own;
        if (earlier != null) {
          known.take(earlier);
        }
      }
      RunState own = known.over();
      StageOutcome outcome = stages.run(all.get(at), path(at), own);
      ended(at, own, outcome, null);
    } catch (RuntimeException | Error e) {
      ended(at, null, null, e);
    }
  }

  private void ended(
      int at, @Nullable RunState own, @Nullable StageOutcome outcome, @Nullable Throwable thrown) {
    List<Integer> now;
    synchronized (this) {
      nodes[at].own = own;
      nodes[at].outcome = outcome;
      fault = fault == null ? thrown : fault;
      running--;
      if (outcome instanceof StageOutcome.Failed) {
        failed = true;
      } else if (outcome != null) {
        release(at);
      }
      now = taken();
      boolean last = running == 0;
      parts.course().handOver(now.size() + (last ? 1 : 0));
      if (last) {
        done.countDown();
      }
    }
    now.forEach(this::start);
  }

  private void release(int at) {
    for (int follower : nodes[at].followers) {
      nodes[follower].ancestors.or(nodes[at].ancestors);
      nodes[follower].ancestors.set(at);
      if (--nodes[follower].waitsFor == 0) {
        ready.add(follower);
      }
    }
  }

  /// Whatever happens: what they write must be written before the run ends.
  private void awaitAll() {
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
