package dev.clew.redaction.name;

/// Which places of a request hold secrets, by their names, for code that writes something else than
/// a ledger: a workflow made of a captured request. The lists are those of the redactor.
public final class SecretPlaces {
  private SecretPlaces() {}

  /// Whether the header's name says that its value is secret. Of a name that is not one of
  /// [SafeHeaders] nothing is known.
  public static boolean isSecretHeader(String name) {
    return !SafeHeaders.contains(name) && SecretNames.isSecret(name);
  }

  /// Whether a header of that name is known to hold no secret.
  public static boolean isSafeHeader(String name) {
    return SafeHeaders.contains(name);
  }

  /// A parameter of a query or a form.
  public static boolean isSecretParameter(String name) {
    return SecretNames.isSecretParameter(name);
  }

  /// A member of a JSON object.
  ///
  /// @param parent the name of the member that the object is the value of; empty for none
  public static boolean isSecretMember(String parent, String name) {
    return SecretNames.isSecretBelow(parent, name);
  }
}
