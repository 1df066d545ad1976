package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ledgertck.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nowhere to write. Mounting a small file system needs root, or a user namespace in which mount(8)
/// works.
class FullDiskAsRootTest {
  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws IOException {
    Onboarding.unpack(folder);
  }

  @Test
  void run_diskFillsUp_exits3AndTheRowsBeforeAreReadable() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    try (SmallDisk _ = SmallDisk.mount(disk, "size=24k");
        Service service = Onboarding.working()) {
      String big = "{\"token\":\"tok-77aa88bb99cc\",\"more\":\"" + incompressible(60_000) + "\"}";
      service.answers(Onboarding.TOKEN, Service.Answer.json(200, big));
      Clew.Ran ran =
          Clew.in(folder)
              .run(
                  Onboarding.run(
                      service.url(), "--out", disk.toString(), "--capture-http", "bodies"));
      assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
      assertThat(ran.err()).contains("the disk is full").doesNotContain("\tat ");
      assertThat(service.requests()).as("nothing goes on without a ledger").hasSize(2);
      Path out = folder.resolve("saved");
      Clew.Ran report =
          Clew.in(folder)
              .run("report", Onboarding.only(disk, ".ledger").toString(), "--out", out.toString());
      assertThat(report.code()).as(report.toString()).isZero();
      assertThat(Onboarding.read(Onboarding.only(out, ".report.json")))
          .contains("\"status\":\"interrupted\"", "ACC-47291");
    }
  }

  @Test
  void exec_diskFillsUp_theCommandGoesOnAndClewSaysWhatIsMissing() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    try (SmallDisk _ = SmallDisk.mount(disk, "size=64k")) {
      String script = "seq 1 60000; echo end; exit $CODE";
      Clew.Ran ran = exec(disk, "0", script);
      assertThat(ran.code()).as(ran.err()).isEqualTo(125);
      assertThat(ran.out()).startsWith("1\n2\n").endsWith("60000\nend\n");
      assertThat(ran.err()).contains("not whole", "the disk is full").doesNotContain("\tat ");
      Path out = folder.resolve("saved");
      Clew.Ran report =
          Clew.in(folder)
              .run("report", Onboarding.only(disk, ".ledger").toString(), "--out", out.toString());
      assertThat(report.code()).as(report.toString()).isZero();
      assertThat(Onboarding.read(Onboarding.only(out, ".report.json")))
          .contains("\"status\":\"interrupted\"");
      Files.delete(Onboarding.only(disk, ".ledger"));
      assertThat(exec(disk, "3", script).code()).isEqualTo(3);
    }
  }

  private Clew.Ran exec(Path out, String code, String script) {
    return Clew.in(folder)
        .with("CODE", code)
        .run("exec", "--out", out.toString(), "--", "sh", "-c", script);
  }

  @Test
  void run_outIsAFile_exits3AndSendsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "a file");
    sendsNothing(file.resolve("out"));
    sendsNothing(file);
  }

  @Test
  void run_readOnlyDisk_exits3AndSendsNothing() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("readonly"));
    try (SmallDisk _ = SmallDisk.mount(disk, "ro,size=24k")) {
      sendsNothing(disk);
      sendsNothing(disk.resolve("out"));
    }
  }

  private void sendsNothing(Path out) {
    try (Service service = Onboarding.working()) {
      Clew.Ran ran = Clew.in(folder).run(Onboarding.run(service.url(), "--out", out.toString()));
      assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
      assertThat(ran.err()).contains(out.toString()).contains("nothing was sent");
      assertThat(ran.err().lines()).hasSize(1);
      assertThat(service.requests()).isEmpty();
    }
  }

  private static String incompressible(int chars) {
    byte[] bytes = new byte[chars * 3 / 4];
    new Random(1).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
