package dev.clew.server.access;

/// How much somebody may send in a second, on average.
///
/// @param requests of any kind; 0 for as many as they like
/// @param bytes in bodies, after decompression; 0 for as many as they like
public record Quota(long requests, long bytes) {
  public static final Quota NONE = new Quota(0, 0);

  public Quota {
    if (requests < 0 || bytes < 0) {
      throw new IllegalArgumentException("a quota is a number from 0");
    }
  }
}
