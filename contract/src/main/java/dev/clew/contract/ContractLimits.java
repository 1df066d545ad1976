package dev.clew.contract;

/// Limits on a contract, by name. Over a limit nothing is cut: the contract is refused, or what
/// could not be checked is said.
public final class ContractLimits {
  /// `contract.bytes`: the largest document, fetched or in the cache.
  public static final int BYTES = 16 << 20;

  /// `contract.steps`: schemas that are looked at to check one body.
  static final long STEPS = 1_000_000;

  /// `contract.depth`: how deep schemas of one body may be nested.
  static final int DEPTH = 400;

  /// `contract.violations`: how many of one body are told.
  static final int VIOLATIONS = 50;

  /// Characters of one message of the validator; it may quote a schema.
  static final int MESSAGE_CHARS = 300;

  private ContractLimits() {}
}
