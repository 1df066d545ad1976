package dev.clew.cli.init;

import java.util.List;

/// Requests that were once sent, in order.
///
/// @param notes what was left out or understood differently, one sentence each
record Capture(List<CapturedRequest> requests, List<String> notes) {
  Capture {
    requests = List.copyOf(requests);
    notes = List.copyOf(notes);
  }
}
