package dev.clew.runs.remote;

import dev.clew.core.json.Json;
import dev.clew.store.RunKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The events of a run that a server keeps.
public record RemoteEvents(RemoteServer server) {
  /// Rows of a page; large ones are fewer.
  private static final String PAGE_ROWS = "1000";

  /// The ids of all of them; none when the server does not have the run.
  ///
  /// @throws dev.clew.core.Refusal when there is no answer, or one that is none
  public Set<String> ids(RunKey run) {
    Set<String> ids = new HashSet<>();
    Long from = 0L;
    while (from != null) {
      Json.Obj page =
          server.find(
              "/runs/" + RemoteServer.encoded(run.runId()) + "/events",
              Map.of("namespace", run.namespace(), "from", from.toString(), "limit", PAGE_ROWS));
      if (page == null) {
        return ids;
      }
      for (Json.Obj row : page.objects("rows")) {
        ids.add(row.object("event").text("event_id", ""));
      }
      Long next = page.whole("next");
      from = next == null || next <= from ? null : next;
    }
    return ids;
  }
}
