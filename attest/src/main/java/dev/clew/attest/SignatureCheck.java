package dev.clew.attest;

import dev.clew.core.Advice;
import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a signature says about the rows of a file.
public sealed interface SignatureCheck {

  /// In words, which follow `intact, `.
  String words();

  /// There is none, or there is no key to check it with.
  ///
  /// @param note what stands beside the file nevertheless; null when nothing does
  record Unchecked(@Nullable Advice note) implements SignatureCheck {
    @Override
    public String words() {
      return "unanchored";
    }
  }

  /// A key was given, and it signed the first rows.
  ///
  /// @param keyId of the key that was given, whole
  /// @param rows how many
  /// @param later how many rows came after
  /// @param fileIsSigned whether the file has the very bytes that were signed; null when the
  ///   statement does not name it
  record Signed(String keyId, long rows, long later, @Nullable Boolean fileIsSigned)
      implements SignatureCheck {
    @Override
    public String words() {
      String shown = VerifyingKey.shown(keyId);
      return later == 0
          ? "signed by " + shown
          : "signed up to row "
              + (rows - 1)
              + " by "
              + shown
              + " ("
              + later
              + (later == 1 ? " later row is not)" : " later rows are not)");
    }
  }

  /// A key was given, and its owner did not sign this.
  ///
  /// @param offset the row where file and statement part; null when the signature itself is none
  /// @param why one sentence
  record Refuted(@Nullable Long offset, String why) implements SignatureCheck {
    @Override
    public String words() {
      return "not signed";
    }
  }

  /// What is checked: rows that are known to be intact.
  ///
  /// @param fileName without its folder
  /// @param sha256 of the file's bytes
  record Subject(LedgerId id, List<Row> rows, String fileName, Digest sha256, boolean isLedger) {}

  /// @param envelope the bytes of the envelope file
  /// @param location the envelope file, as a user would name it
  /// @param key null when none was given
  static SignatureCheck of(
      Subject subject, byte[] envelope, String location, @Nullable VerifyingKey key) {
    Envelope read;
    try {
      read = Envelope.read(envelope);
    } catch (Envelope.Damaged e) {
      return unusable(key, "the signature " + location + " is damaged: " + e.getMessage());
    }
    if (key != null && !key.verifies(read)) {
      return new Refuted(
          null,
          "the signature "
              + location
              + " was not made by the key "
              + key.shownId()
              + claimed(read, key)
              + ", or it was changed since");
    }
    try {
      RunStatement statement = RunStatement.read(read);
      return key == null
          ? new Unchecked(
              Advice.of(
                  "the signature " + location + " is not checked: give the signer's key",
                  new Remedy.Give(Setting.SIGNER_KEY)))
          : against(statement, subject, location, key);
    } catch (RunStatement.Refused e) {
      return unusable(key, "the signature " + location + " is not about a run: " + e.getMessage());
    }
  }

  private static SignatureCheck unusable(@Nullable VerifyingKey key, String why) {
    return key == null ? new Unchecked(Advice.of(why)) : new Refuted(null, why);
  }

  /// A hint, and said as one.
  private static String claimed(Envelope envelope, VerifyingKey key) {
    String said = envelope.signatures().getFirst().keyId();
    return said == null || said.equals(key.id())
        ? ""
        : " (it says that it is by " + VerifyingKey.shown(said) + ")";
  }

  private static SignatureCheck against(
      RunStatement statement, Subject subject, String location, VerifyingKey key) {
    String run = statement.predicate().text("run_id", "");
    if (!run.equals(subject.id().runId())) {
      return new Refuted(
          null,
          "the signature " + location + " is about " + run + ", this is " + subject.id().runId());
    }
    Long said = statement.rows();
    long signed = said == null ? 0 : said;
    int have = subject.rows().size();
    if (signed < 0 || signed > have) {
      return new Refuted(
          (long) have,
          (signed - have)
              + " of the "
              + signed
              + " rows that "
              + key.shownId()
              + " signed are missing: this file ends before row "
              + have);
    }
    List<Row> rows = subject.rows().subList(0, (int) signed);
    String head = RunStatement.head(subject.id(), rows).hex();
    if (!head.equals(statement.chainHead())) {
      return new Refuted(
          Math.max(0, signed - 1),
          "the signature "
              + location
              + " is over another head, "
              + statement.chainHead()
              + "; this row, or one before it, is not what was signed");
    }
    Json.Obj due = RunStatement.predicate(subject.id(), rows);
    String definition = RunStatement.otherDefinition(due, statement.predicate());
    if (definition != null) {
      return new Refuted(
          captured(rows, definition),
          "the signature "
              + location
              + " is about another definition "
              + definition
              + " than the run captured");
    }
    for (var member : due.members().entrySet()) {
      if (!member.getKey().equals(RunStatement.DEFINITIONS)
          && !member.getValue().equals(statement.predicate().get(member.getKey()))) {
        return new Refuted(
            null,
            "the signature " + location + " says another " + member.getKey() + " than these rows");
      }
    }
    return new Signed(key.id(), signed, have - signed, fileIsSigned(statement, subject));
  }

  /// The row that captured it; null when none did.
  private static @Nullable Long captured(List<Row> rows, String definition) {
    for (Row row : rows) {
      if (row.event().is(Kind.CONFIG_CAPTURED)
          && ConfigCaptured.from(row.event()).name().equals(definition)) {
        return row.offset();
      }
    }
    return null;
  }

  private static @Nullable Boolean fileIsSigned(RunStatement statement, Subject subject) {
    RunStatement.Subject file = statement.subject(subject.fileName());
    return file == null ? null : file.sha256().equals(subject.sha256());
  }
}
