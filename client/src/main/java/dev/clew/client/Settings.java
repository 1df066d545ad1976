package dev.clew.client;

import java.time.Duration;
import java.util.Map;

/// What a client gives to its runs.
///
/// @param closeWait how long the end of a run waits for the server
/// @param heartbeat between two signs of life
/// @param environment of the process
record Settings(Duration closeWait, Duration heartbeat, Map<String, String> environment) {
  Settings {
    environment = Map.copyOf(environment);
  }
}
