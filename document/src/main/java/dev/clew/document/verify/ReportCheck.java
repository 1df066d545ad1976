package dev.clew.document.verify;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.ActionWords;
import dev.clew.document.JsonText;
import dev.clew.document.LedgerFacts;
import dev.clew.document.ReportDocument;
import dev.clew.document.ReportReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report document, checked from its rows up: each row against its digests and the row before it,
/// the roots against the rows, and every other member against what the rows give. A pure function.
///
/// What cannot be derived from rows is taken as said: whether somebody was still writing the
/// ledger, and the size of a tail that was torn. That the ledger is damaged further on is taken at
/// its word too, and makes the report broken there.
///
/// @param report what was read
/// @param derived the document that the rows give; equal to the one that was checked unless it is
///   broken. Of a report that does not have all rows the one that was checked
/// @param claims what the rows say about their payloads
/// @param redactedLate rows whose content cannot be compared with its digest any more
/// @param broken the first thing that does not hold; null when everything does
public record ReportCheck(
    ReportReader report,
    Json.Obj derived,
    RowClaims claims,
    int redactedLate,
    @Nullable Broken broken) {

  /// A file that holds the document and nothing else, to its last byte.
  ///
  /// @throws JsonText.Malformed when it is not JSON
  /// @throws ReportReader.Unreadable when it is no report that this clew can read
  public static ReportCheck of(byte[] file, ActionWords words)
      throws JsonText.Malformed, ReportReader.Unreadable {
    ReportCheck check = of(JsonText.parseLarge(file), words);
    if (check.broken() != null) {
      return check;
    }
    int at = Arrays.mismatch(file, ReportDocument.bytes(check.derived()));
    return at < 0
        ? check
        : check.with(Broken.atByte(at, "the report is not written as clew writes it (RFC 8785)"));
  }

  /// Whatever it is written in.
  ///
  /// @throws ReportReader.Unreadable when it is no report that this clew can read
  public static ReportCheck of(Json document, ActionWords words) throws ReportReader.Unreadable {
    ReportReader report = ReportReader.read(document);
    List<Row> rows = report.rows();
    RowClaims claims = RowClaims.of(rows);
    if (!hasCanonicalForm(document)) {
      return new ReportCheck(
          report,
          Json.EMPTY_OBJECT,
          claims,
          0,
          Broken.at("/", "a number or a text in it has no canonical form (RFC 8785)"));
    }
    boolean isWhole = report.leftOut() == 0;
    Chain chain =
        isWhole ? Chain.of(report.ledger().id(), rows) : Chain.ofSome(report.ledger().id(), rows);
    Broken broken = chain.broken() == null ? claims.broken() : chain.broken();
    if (broken != null) {
      return new ReportCheck(report, Json.EMPTY_OBJECT, claims, chain.redactedLate(), broken);
    }
    if (!isWhole) {
      return new ReportCheck(
          report,
          document instanceof Json.Obj said ? said : Json.EMPTY_OBJECT,
          claims,
          chain.redactedLate(),
          damaged(report.ledger()));
    }
    Json.Obj derived =
        ReportDocument.of(
            LateRedaction.applied(rows), facts(report, chain.head()), report.writer(), words);
    broken = FirstDifference.first(document, asWritten(derived, document));
    return new ReportCheck(
        report,
        derived,
        claims,
        chain.redactedLate(),
        broken == null ? damaged(report.ledger()) : broken);
  }

  /// In the version of the document.
  private static Json.Obj asWritten(Json.Obj derived, Json document) {
    return document instanceof Json.Obj said
            && said.get("format_version") instanceof Json.Num version
            && version.equals(Json.of(FirstVersion.NUMBER))
        ? FirstVersion.of(derived, said)
        : derived;
  }

  /// With what the rows give in the place of what the report says. No row, no run: then `h[-1]` is
  /// taken as said.
  private static LedgerFacts facts(ReportReader report, Digest head) {
    LedgerFacts said = report.ledger();
    return new LedgerFacts(
        said.id(),
        report.rows().size(),
        () -> ContentRoot.of(report.rows()),
        report.rows().isEmpty() ? said.head() : head,
        said.tornBytes(),
        said.damage());
  }

  private ReportCheck with(Broken found) {
    return new ReportCheck(report, derived, claims, redactedLate, found);
  }

  private static @Nullable Broken damaged(LedgerFacts ledger) {
    LedgerFacts.Damage damage = ledger.damage();
    return damage == null
        ? null
        : Broken.atRow(
            damage.row(),
            "the report says that its ledger is damaged there, at byte "
                + damage.atByte()
                + ": "
                + damage.what());
  }

  private static boolean hasCanonicalForm(Json document) {
    try {
      Canonical.text(document);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
