package dev.clew.command.process;

import dev.clew.command.file.ArtifactWatch;
import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.Heartbeat;
import java.time.Duration;

/// Looks after a running command on a thread of its own: its memory, its artifacts, a heartbeat.
public final class Watcher {
  /// When the memory of a young process is looked at; later every second.
  private static final long[] FIRST_LOOKS_MILLIS = {5, 10, 20, 40, 80, 160, 320, 640};

  private static final Duration LOOK = Duration.ofSeconds(1);

  /// A look at the files is to take no more than this part of the time.
  private static final int MAX_SHARE = 20;

  private final ProcessTree tree;
  private final ArtifactWatch artifacts;
  private final Journal journal;
  private final Duration heartbeat;
  private final Thread thread;
  private long nextFiles;
  private long nextHeartbeat;

  private Watcher(ProcessTree tree, ArtifactWatch artifacts, Journal journal, Duration heartbeat) {
    this.tree = tree;
    this.artifacts = artifacts;
    this.journal = journal;
    this.heartbeat = heartbeat;
    this.thread = Thread.ofPlatform().daemon().name("clew-watch").unstarted(this::run);
  }

  public static Watcher start(
      ProcessTree tree, ArtifactWatch artifacts, Journal journal, Duration heartbeat) {
    Watcher watcher = new Watcher(tree, artifacts, journal, heartbeat);
    watcher.thread.start();
    return watcher;
  }

  private void run() {
    long start = System.nanoTime();
    nextHeartbeat = start + heartbeat.toNanos();
    nextFiles = start + ExecLimits.ARTIFACT_INTERVAL.toNanos();
    long looks = 0;
    try {
      while (true) {
        long nextLook =
            looks < FIRST_LOOKS_MILLIS.length
                ? FIRST_LOOKS_MILLIS[(int) looks] * 1_000_000
                : (looks - FIRST_LOOKS_MILLIS.length + 1) * LOOK.toNanos();
        long due = Math.min(start + nextLook, artifacts.isEmpty() ? Long.MAX_VALUE : nextFiles);
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        long now = System.nanoTime();
        if (now - start >= nextLook) {
          looks++;
          look(now);
        }
        files(now);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | StackOverflowError e) {
      journal.stop("unexpected fault: " + e + "; please report it");
    }
  }

  private void look(long now) {
    ProcessTree.Sample sample = tree.sample();
    if (now < nextHeartbeat) {
      return;
    }
    nextHeartbeat += heartbeat.toNanos();
    journal.write(
        journal
            .event(Kind.HEARTBEAT, "the command is running")
            .with(Heartbeat.DUE, heartbeat)
            .with(Heartbeat.CPU, sample == null ? null : sample.cpu())
            .with(Heartbeat.RSS_BYTES, sample == null ? null : sample.rssBytes()));
  }

  private void files(long now) {
    if (artifacts.isEmpty() || now < nextFiles) {
      return;
    }
    artifacts.look();
    long took = System.nanoTime() - now;
    nextFiles =
        System.nanoTime() + Math.max(ExecLimits.ARTIFACT_INTERVAL.toNanos(), MAX_SHARE * took);
  }

  /// Looks no more.
  public void end() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
