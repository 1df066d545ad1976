package dev.clew.command.journal;

import java.time.Duration;

/// The limits of `clew exec`, by the names that `docs/exec.md` gives them.
public final class ExecLimits {
  /// `queue.bytes`: output that was passed on and is not recorded yet. A command that prints faster
  /// than the disk takes it waits, as it would for a slow terminal.
  public static final int QUEUE_BYTES = 1 << 20;

  /// `chunk.wait`: how long output that could be recorded waits for more.
  public static final Duration CHUNK_WAIT = Duration.ofMillis(100);

  /// `log.quiet`: a stack trace that has not gone on by then has ended.
  public static final Duration LOG_QUIET = Duration.ofSeconds(1);

  /// `log.templates`: by which lines are counted.
  public static final int LOG_TEMPLATES = 2_000;

  /// `event_line.bytes`: of a `::clew` line.
  public static final int EVENT_LINE_BYTES = 64 << 10;

  /// `event_line.warnings`: how many lines that are no valid event are said to be none.
  public static final int EVENT_LINE_WARNINGS = 100;

  /// `snapshot.files`: in the list of the workspace.
  public static final int SNAPSHOT_FILES = 2_000;

  /// `snapshot.bytes`: of the workspace at the start, so much is hashed.
  public static final long SNAPSHOT_BYTES = 8L << 20;

  /// `snapshot.file_bytes`: a larger file of the workspace is listed without its digest.
  public static final long SNAPSHOT_FILE_BYTES = 1L << 20;

  /// `snapshot.left_out`: folders that are said not to have been entered.
  public static final int SNAPSHOT_LEFT_OUT = 100;

  /// `snapshot.grace`: how long the list may take when the command has ended already.
  public static final Duration SNAPSHOT_GRACE = Duration.ofMillis(100);

  /// `snapshot.time`: the list ends then.
  public static final Duration SNAPSHOT_TIME = Duration.ofMillis(400);

  /// Of the list of the workspace.
  ///
  /// @param fileBytes `snapshot.file_bytes`
  /// @param bytes `snapshot.bytes`
  /// @param time `snapshot.time`
  /// @param grace `snapshot.grace`
  public record Snapshot(long fileBytes, long bytes, Duration time, Duration grace) {
    public static final Snapshot LISTED =
        new Snapshot(SNAPSHOT_FILE_BYTES, SNAPSHOT_BYTES, SNAPSHOT_TIME, SNAPSHOT_GRACE);

    /// When the files are copied as well, which somebody has asked for.
    public static final Snapshot KEPT =
        new Snapshot(64L << 20, 256L << 20, Duration.ofSeconds(10), Duration.ofSeconds(5));
  }

  /// A limit of time, with its name.
  public record NamedTime(String name, Duration value) {}

  /// Of the look at the artifacts that the command waits for before it is started.
  public static final NamedTime ARTIFACT_FIRST_LOOK =
      new NamedTime("artifact.first_look", Duration.ofMillis(400));

  /// Of every other look at the artifacts.
  public static final NamedTime ARTIFACT_LOOK =
      new NamedTime("artifact.look", Duration.ofSeconds(2));

  /// `artifact.files`: files that are watched.
  public static final int ARTIFACT_FILES = 10_000;

  /// `artifact.depth`: folders below the fixed beginning of a glob.
  public static final int ARTIFACT_DEPTH = 32;

  /// `artifact.hash_bytes`: a larger artifact is recorded without its checksum.
  public static final long ARTIFACT_HASH_BYTES = 4L << 30;

  /// `artifact.interval`: between two looks at the files; longer when a look takes long.
  public static final Duration ARTIFACT_INTERVAL = Duration.ofMillis(500);

  /// `rows.kept`: of a run with more, the rows are read back from the ledger when it has ended.
  public static final int KEPT_ROWS = 250_000;

  public static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /// Whoever else keeps the run may say after so long without a row that it is lost.
  public static final Duration LEASE = Duration.ofMinutes(1);

  /// What the run promises: three heartbeats may be late before their absence says something.
  public static final Duration HEARTBEAT_DUE = Duration.ofSeconds(30);

  /// `timeout.grace`: between TERM and KILL.
  public static final Duration TIMEOUT_GRACE = Duration.ofSeconds(10);

  /// `output.grace`: how long the output of what the command left behind is waited for.
  public static final Duration OUTPUT_GRACE = Duration.ofSeconds(5);

  private ExecLimits() {}
}
