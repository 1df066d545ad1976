package dev.clew.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// How a client behaves.
///
/// @param spool the folder of this server's events
/// @param spoolBytes how large that may get
/// @param insecure whether a token may cross a network in clear
/// @param maxDelay how long a call may hold the job up
/// @param closeWait how long the end of a run waits for the server
/// @param heartbeat between two signs of life
/// @param environment of the process
record Settings(
    Path spool,
    long spoolBytes,
    boolean insecure,
    Duration maxDelay,
    Duration closeWait,
    Duration heartbeat,
    Map<String, String> environment) {

  Settings {
    environment = Map.copyOf(environment);
  }
}
