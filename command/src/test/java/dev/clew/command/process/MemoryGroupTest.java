package dev.clew.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files as the kernel shows them, in a folder that stands for `/sys/fs/cgroup`.
class MemoryGroupTest {
  @TempDir Path folder;
  private Path self;
  private Path mounted;

  @BeforeEach
  void folders() throws IOException {
    self = folder.resolve("self");
    mounted = Files.createDirectory(folder.resolve("cgroup"));
  }

  private void write(String path, String text) throws IOException {
    Path file = mounted.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private void events(String group, int kills) throws IOException {
    write(
        group + "/memory.events",
        "low 0\nmax 12\noom " + (kills + 3) + "\noom_kill " + kills + "\noom_group_kill 0\n");
  }

  private void oomControl(String group, int kills) throws IOException {
    write(
        "memory/" + group + "/memory.oom_control",
        "oom_kill_disable 0\nunder_oom 0\noom_kill " + kills + "\n");
  }

  private MemoryGroup group() {
    return Objects.requireNonNull(MemoryGroup.of(self, mounted));
  }

  @Test
  void since_versionTwo_countsWhatCameAfterAndTheLeastLimitAround() throws IOException {
    Files.writeString(self, "0::/ci.slice/job-7.scope\n");
    events("ci.slice/job-7.scope", 2);
    write("ci.slice/job-7.scope/memory.max", "max\n");
    write("ci.slice/memory.max", "536870912\n");
    MemoryGroup group = group();
    assertThat(group.since()).isNull();
    events("ci.slice/job-7.scope", 5);
    assertThat(group.since()).isEqualTo(new MemoryGroup.Kills(3, 512L << 20));
    write("ci.slice/job-7.scope/memory.max", "1073741824\n");
    assertThat(group.since()).isEqualTo(new MemoryGroup.Kills(3, 512L << 20));
  }

  @Test
  void since_versionTwoWithoutALimit_hasNone() throws IOException {
    Files.writeString(self, "0::/a\n");
    events("a", 0);
    write("a/memory.max", "max\n");
    MemoryGroup group = group();
    events("a", 1);
    assertThat(group.since()).isEqualTo(new MemoryGroup.Kills(1, null));
  }

  @Test
  void of_containerThatSeesOnlyItsOwnGroups_takesTheTop() throws IOException {
    Files.writeString(self, "0::/../../docker/4f2a\n");
    events(".", 0);
    write("memory.max", "67108864\n");
    MemoryGroup group = group();
    events(".", 1);
    assertThat(group.since()).isEqualTo(new MemoryGroup.Kills(1, 64L << 20));
  }

  @Test
  void since_versionOne_isReadWhereItHasTheMemory() throws IOException {
    Files.writeString(self, "4:cpuset,memory:/job\n3:cpu:/job\n0::/job\n");
    oomControl("job", 0);
    write("memory/job/memory.limit_in_bytes", "67108864\n");
    write("memory/memory.limit_in_bytes", "9223372036854771712\n");
    MemoryGroup group = group();
    oomControl("job", 1);
    assertThat(group.since()).isEqualTo(new MemoryGroup.Kills(1, 64L << 20));
  }

  @Test
  void of_nothingThatCanBeRead_isNothingKnown() throws IOException {
    assertThat(MemoryGroup.of(self, mounted)).isNull();
    Files.writeString(self, "0::/a\n");
    assertThat(MemoryGroup.of(self, mounted)).isNull();
    Files.writeString(self, "no list\n4:memory\n");
    assertThat(MemoryGroup.of(self, mounted)).isNull();
    Files.writeString(self, "0::/a\n");
    write("a/memory.events", "oom_kill many\n");
    assertThat(MemoryGroup.of(self, mounted)).isNull();
  }

  @Test
  void since_groupThatIsGone_isNothingKnown() throws IOException {
    Files.writeString(self, "0::/a\n");
    events("a", 0);
    MemoryGroup group = group();
    Files.delete(mounted.resolve("a/memory.events"));
    assertThat(group.since()).isNull();
  }
}
