package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Pages of rows, which are read one by one.
class EventPagesTest {
  private static final String LATE =
      "{\"run_id\":\"r1\",\"kind\":\"redaction_late\",\"attributes\":{\"findings\":[{\"row\":%d,"
          + "\"where\":\"/summary\",\"name\":\"token\",\"len\":6}]}}";

  private static String log(String text) {
    return "{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\"" + text + "\"}";
  }

  private static List<String> summaries(TestServer server, String query) {
    List<String> summaries = new ArrayList<>();
    for (Json.Obj row : server.get("/api/v1/runs/r1/events" + query).json().objects("rows")) {
      summaries.add(row.object("event").text("summary", ""));
    }
    return summaries;
  }

  @Test
  void page_doesNotShowWhatALaterRowTakesOut() {
    try (TestServer server = TestServer.start()) {
      server.post(log("first") + log("hidden") + log("third"));
      assertThat(summaries(server, "?from=1&limit=1")).containsExactly("hidden");

      server.post(LATE.formatted(1));

      assertThat(summaries(server, "?from=1&limit=1")).containsExactly("[redacted:token len=6]");
      assertThat(summaries(server, "")).doesNotContain("hidden").contains("first", "third");

      server.post(LATE.formatted(2));

      assertThat(summaries(server, "?from=2&limit=1")).containsExactly("[redacted:token len=6]");
      assertThat(summaries(server, "?from=1&limit=1")).containsExactly("[redacted:token len=6]");
    }
  }

  @Test
  void pages_areAllRowsOnce() {
    try (TestServer server = TestServer.start()) {
      server.post(log("a") + log("b") + log("c") + log("d") + log("e"));

      List<String> paged = new ArrayList<>();
      Long next = 0L;
      while (next != null) {
        Json.Obj page = server.get("/api/v1/runs/r1/events?limit=2&from=" + next).json();
        page.objects("rows").forEach(row -> paged.add(row.object("event").text("summary", "")));
        assertThat(page.whole("size")).isEqualTo(5);
        next = page.whole("next");
      }

      assertThat(paged).containsExactly("a", "b", "c", "d", "e");
      assertThat(summaries(server, "?from=9223372036854775807")).isEmpty();
    }
  }
}
