package dev.clew.runs.remote;

import dev.clew.core.Refusal;
import dev.clew.document.ReportReader;
import dev.clew.runs.RunSource;
import java.util.Map;

/// A run that a server keeps. Its document has all of its rows.
///
/// @param location its id, which is how a user names it there
record RemoteRun(RemoteServer server, String namespace, String location) implements RunSource {
  @Override
  public Contents read() {
    try {
      ReportReader report =
          ReportReader.read(
              server.get(
                  "/runs/" + RemoteServer.encoded(location) + "/document",
                  Map.of("namespace", namespace)));
      return new Contents(report.rows(), report.ledger(), report.writer());
    } catch (ReportReader.Unreadable e) {
      throw Refusal.invalid(server.base() + ": run " + location + ": " + e.getMessage());
    }
  }
}
