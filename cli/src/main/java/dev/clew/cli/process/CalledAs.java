package dev.clew.cli.process;

import dev.clew.execution.OutputForm;

/// By which name the program was called: a link of the name `sih` writes what SphereIntegrationHub
/// writes, where that has a form of its own.
public final class CalledAs {
  /// The property with what the launcher was called, which it says when that is `sih`.
  public static final String PROPERTY = "clew.called";

  private CalledAs() {}

  public static boolean sih() {
    return "sih".equals(System.getProperty(PROPERTY));
  }

  /// How the values of an `.output` file are written.
  public static OutputForm outputForm() {
    return sih() ? OutputForm.SIH : OutputForm.TYPED;
  }

  /// `clew` or `sih`.
  public static String name() {
    return sih() ? "sih" : "clew";
  }
}
