package dev.clew.contract;

import dev.clew.core.Remedy;
import dev.clew.core.source.Diagnostic.Severity;
import dev.clew.core.source.Rule;
import org.jspecify.annotations.Nullable;

/// What can be wrong with a request that is held against a contract, and with the contract.
public enum ContractRule implements Rule {
  CONTRACT_UNKNOWN_PATH("contract.unknown-path"),
  CONTRACT_UNKNOWN_VERB("contract.unknown-verb"),
  CONTRACT_MISSING_PARAMETER("contract.missing-parameter"),
  CONTRACT_BODY("contract.body"),
  CONTRACT_CONTENT_TYPE("contract.content-type"),
  CONTRACT_UNAVAILABLE("contract.unavailable"),
  CONTRACT_UNREADABLE("contract.unreadable"),
  CONTRACT_NOT_CHECKED("contract.not-checked", Severity.WARNING);

  private final String id;
  private final Severity severity;

  ContractRule(String id) {
    this(id, Severity.ERROR);
  }

  ContractRule(String id, Severity severity) {
    this.id = id;
    this.severity = severity;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public @Nullable Remedy remedy() {
    return this == CONTRACT_UNAVAILABLE ? Remedy.Step.CHECK_WITHOUT_NETWORK : null;
  }
}
