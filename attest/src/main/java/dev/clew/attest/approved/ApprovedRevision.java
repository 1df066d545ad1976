package dev.clew.attest.approved;

import dev.clew.core.Refusal;
import dev.clew.core.digest.Digest;
import dev.clew.runs.disk.Git;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A revision of the git work tree in which a definition lies on this machine. Its bytes are those
/// that git has, before any conversion of line ends.
final class ApprovedRevision implements Approved {
  private final String revision;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Git git = new Git(LIMIT);

  /// The commit that the revision is, by work tree.
  private final Map<Path, String> commits = new HashMap<>();

  ApprovedRevision(String revision) {
    this.revision = revision;
    // It would be an option of git, or a path in the revision.
    if (revision.isEmpty()
        || revision.startsWith("-")
        || revision.contains(":")
        || revision.chars().anyMatch(unit -> unit <= ' ')) {
      throw Refusal.invalid(
          revision + ": there is no such file or folder, and this is no revision of git");
    }
  }

  @Override
  public String shown() {
    return revision;
  }

  /// All, if one of them is in a work tree at all.
  @Override
  public List<CapturedDefinition> concerned(List<CapturedDefinition> captured, RunPlaces places) {
    for (CapturedDefinition definition : captured) {
      for (Path file : places.candidates(definition)) {
        Path workTree = workTree(file);
        if (workTree != null) {
          commit(workTree);
          return captured;
        }
      }
    }
    throw Refusal.invalid(
        revision
            + ": there is no such file or folder, and no git work tree around the definitions of "
            + places.file()
            + " that could have such a revision");
  }

  @Override
  public @Nullable Found find(CapturedDefinition definition, RunPlaces places) {
    for (Path file : places.candidates(definition)) {
      Path workTree = workTree(file);
      Path folder = file.getParent();
      if (workTree == null || folder == null || !Files.isDirectory(folder)) {
        continue;
      }
      // As `git show` prints it, but a folder of that name is no file, and nothing is converted.
      Git.Answer answer =
          ask(folder, "cat-file", "blob", commit(workTree) + ":./" + file.getFileName());
      if (answer.code() == 0) {
        String path = workTree.relativize(file).toString().replace('\\', '/');
        return new Found(revision + ":" + path, Digest.sha256(answer.out().bytes()));
      }
    }
    return null;
  }

  private static @Nullable Path workTree(Path file) {
    for (Path at = file.getParent(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    return null;
  }

  private String commit(Path workTree) {
    String known = commits.get(workTree);
    if (known != null) {
      return known;
    }
    Git.Answer answer = ask(workTree, "rev-parse", "--verify", "--quiet", revision + "^{commit}");
    String commit = new String(answer.out().bytes(), StandardCharsets.UTF_8).strip();
    if (answer.code() != 0 || commit.isEmpty()) {
      throw Refusal.invalid(
          revision
              + ": there is no such file or folder, and no such revision in the git work tree "
              + workTree
              + (answer.error().isEmpty() ? "" : ": " + answer.error()));
    }
    commits.put(workTree, commit);
    return commit;
  }

  private Git.Answer ask(Path folder, String... words) {
    try {
      return git.ask(folder, words);
    } catch (Git.NoAnswer e) {
      throw Refusal.invalid(e.getMessage() + ", so no revision can be read", e);
    }
  }
}
