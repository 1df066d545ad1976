package dev.clew.cli.push;

import dev.clew.attest.ArtifactsOnDisk;
import dev.clew.core.digest.Digest;
import dev.clew.core.fact.run.ListedFile;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.SecretSearch;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.push.FilePush;
import dev.clew.push.PushedFile;
import dev.clew.push.ServerAddress;
import dev.clew.report.terminal.ArtifactTable;
import dev.clew.runs.disk.FileDigest;
import dev.clew.runs.disk.FileStore;
import dev.clew.runs.replay.ListedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The artifacts of a run whose files are on this machine, and the files that were kept of its
/// workspace, for a server that has its events.
///
/// @param run whose they are
/// @param ledger beside which they are when the run does not say in which folder it ran
/// @param redactor which knows the secrets of the run: a file with one of them stays here
public record FilesOfRun(RunView run, Path ledger, Redactor redactor) {
  private static final int BUFFER_BYTES = 64 << 10;

  /// Sends those that are as the run says.
  public FilePush.Outcome push(ServerAddress server, Duration wait) {
    return FilePush.send(server, run.namespace(), run.runId(), files(), this::look, wait);
  }

  /// Each content once.
  private List<PushedFile> files() {
    Map<Digest, PushedFile> files = new LinkedHashMap<>();
    for (AttemptView attempt : run.attempts()) {
      Path folder = ArtifactsOnDisk.folder(attempt, beside());
      for (ArtifactView artifact : attempt.artifacts()) {
        add(artifact, folder, files);
      }
      List<ListedFile> listed = ListedFiles.of(run, attempt);
      if (listed != null) {
        listed.forEach(file -> addKept(file, files));
      }
    }
    return new ArrayList<>(files.values());
  }

  private Path beside() {
    Path parent = ledger.toAbsolutePath().normalize().getParent();
    return parent == null ? ledger : parent;
  }

  private void addKept(ListedFile listed, Map<Digest, PushedFile> files) {
    String hex = listed.sha256();
    if (hex == null || hex.length() != 2 * Digest.BYTES) {
      return;
    }
    try {
      Digest sha256 = new Digest(hex);
      Path file = FileStore.beside(beside()).file(sha256);
      if (Files.isRegularFile(file)) {
        files.putIfAbsent(sha256, new PushedFile(sha256, file, listed.path()));
      }
    } catch (IllegalArgumentException e) {
      // It is no digest.
    }
  }

  private static void add(ArtifactView artifact, Path folder, Map<Digest, PushedFile> files) {
    String checksum = artifact.checksum();
    if (checksum == null || artifact.path().isEmpty() || artifact.path().contains("://")) {
      return;
    }
    try {
      Digest sha256 = Digest.parse(checksum);
      Path file = folder.resolve(artifact.path());
      if (Files.isRegularFile(file)) {
        files.putIfAbsent(sha256, new PushedFile(sha256, file, artifact.path()));
      }
    } catch (IllegalArgumentException e) {
      // A digest of another kind, or a name that this system does not have: no file of ours.
    }
  }

  /// The server has no word of the secrets that were only known here.
  private FilePush.Look look(PushedFile file) {
    try {
      if (!FileDigest.following(file.path()).equals(file.sha256())) {
        return FilePush.Look.CHANGED;
      }
      return hasSecret(file.path()) ? FilePush.Look.SECRET : FilePush.Look.AS_IT_WAS;
    } catch (IOException e) {
      return FilePush.Look.CHANGED;
    }
  }

  private boolean hasSecret(Path file) throws IOException {
    SecretSearch search = new SecretSearch(redactor);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer);
          count >= 0 && search.found() == null;
          count = in.read(buffer)) {
        search.take(buffer, count);
      }
    }
    return search.end() != null;
  }

  /// What was sent, in a few words; empty when there was nothing to send.
  public static String words(FilePush.Outcome outcome) {
    if (outcome.sent() == 0) {
      return "";
    }
    String files = LivePush.count(outcome.sent()) + (outcome.sent() == 1 ? " file" : " files");
    return " · " + files + " (" + ArtifactTable.size(outcome.sentBytes()) + " sent)";
  }
}
