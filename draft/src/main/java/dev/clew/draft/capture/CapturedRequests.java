package dev.clew.draft.capture;

import java.util.List;

/// Requests that were once sent, in order.
///
/// @param notes what was left out or understood differently, one sentence each
/// @param noise how many headers were left out because they are [HeaderNoise]
public record CapturedRequests(List<CapturedRequest> requests, List<String> notes, int noise) {
  public CapturedRequests {
    requests = List.copyOf(requests);
    notes = List.copyOf(notes);
  }
}
