package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {
  @TempDir private Path folder;

  private record Surroundings(String language, String country, String locale, String zone) {}

  @Test
  void report_localesAndTimeZones_giveTheSameBytes() throws Exception {
    Onboarding.unpack(folder);
    try (Service service = Onboarding.working()) {
      service.answers(
          Onboarding.ACTIVATE, Service.Answer.json(402, "{\"error\":\"İstanbul ışık FIX i\"}"));
      assertThat(Clew.in(folder).run(Onboarding.run(service.url())).code()).isZero();
    }
    Path ledger = Onboarding.only(folder, ".ledger");
    byte[] json = Files.readAllBytes(Onboarding.only(folder, ".report.json"));
    byte[] html = Files.readAllBytes(Onboarding.only(folder, ".report.html"));
    int number = 0;
    for (Surroundings here :
        List.of(
            new Surroundings("tr", "TR", "tr_TR.UTF-8", "Asia/Kathmandu"),
            new Surroundings("ar", "EG", "C", "America/St_Johns"),
            new Surroundings("hi", "IN", "POSIX", "Pacific/Kiritimati"))) {
      Path out = folder.resolve("out-" + number++);
      Clew.Ran ran =
          Clew.in(folder)
              .with("LC_ALL", here.locale())
              .with("TZ", here.zone())
              .flag("-Duser.language=" + here.language())
              .flag("-Duser.country=" + here.country())
              .flag("-Duser.timezone=" + here.zone())
              .run(
                  "report",
                  ledger.toString(),
                  "--out",
                  out.toString(),
                  "--junit",
                  out.resolve("j.xml").toString());
      assertThat(ran.code()).as(ran.toString()).isZero();
      assertThat(Onboarding.only(out, ".report.json")).as("%s", here).hasBinaryContent(json);
      assertThat(Onboarding.only(out, ".report.html")).as("%s", here).hasBinaryContent(html);
      assertThat(Onboarding.read(out.resolve("j.xml"))).contains("skipped=\"1\"");
    }
  }
}
