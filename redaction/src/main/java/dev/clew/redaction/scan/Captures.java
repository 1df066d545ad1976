package dev.clew.redaction.scan;

/// Takes the values that stood where only secrets stand, so that they are found elsewhere too.
public interface Captures {
  Captures NONE =
      new Captures() {
        @Override
        public void capture(String name, String value) {}

        @Override
        public void declare(String name, String value) {}
      };

  /// A value below a name that is one of secrets.
  void capture(String name, String value);

  /// A value of which the event itself says that it is secret.
  void declare(String name, String value);
}
