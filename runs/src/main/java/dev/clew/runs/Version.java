package dev.clew.runs;

/// The version of this program, as its jar says it.
public final class Version {
  public static final String CURRENT = current();

  private Version() {}

  private static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
