package dev.clew.attest;

import dev.clew.attest.approved.ApprovedDefinitions;
import dev.clew.core.Advice;
import dev.clew.core.Remedy;
import dev.clew.core.json.Json;
import dev.clew.document.verify.Broken;
import dev.clew.runs.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `clew verify` says about one file.
///
/// @param artifacts null when nobody asked for them
/// @param approved the definitions beside the approved ones; null when nobody asked for them, and
///   for a file that is broken
public record VerificationOutcome(
    CheckedFile file,
    SignatureCheck signature,
    @Nullable ArtifactsOnDisk artifacts,
    @Nullable ApprovedDefinitions approved) {

  /// The first thing that does not hold: of the file itself, then of the page around a document,
  /// then of the signature.
  public @Nullable Broken broken() {
    Broken broken = file.broken();
    if (broken != null) {
      return broken;
    }
    Long differs = file.pageDiffers();
    if (differs != null && !isSignedFile()) {
      return Broken.atByte(
          differs,
          "the document in it is intact, but the page around it is not the one that clew "
              + Version.CURRENT
              + " writes, so what a browser shows is not known");
    }
    if (signature instanceof SignatureCheck.Refuted refuted && refuted.offset() != null) {
      return Broken.atRow(refuted.offset(), refuted.why());
    }
    return null;
  }

  /// What can be done about what does not hold; null when nothing is known.
  public @Nullable Remedy remedy() {
    return file.broken() == null && file.pageDiffers() != null && !isSignedFile()
        ? Remedy.Step.RENEW_REPORT
        : null;
  }

  /// Why a file that is intact is nevertheless not signed as it was demanded to be; null when it
  /// is, or when nobody demanded it.
  public @Nullable String unsigned() {
    return signature instanceof SignatureCheck.Refuted refuted && refuted.offset() == null
        ? refuted.why()
        : null;
  }

  /// Then a page of another version of clew is as good as one of this.
  private boolean isSignedFile() {
    return signature instanceof SignatureCheck.Signed signed
        && Boolean.TRUE.equals(signed.fileIsSigned());
  }

  public boolean holds() {
    ArtifactsOnDisk found = artifacts;
    ApprovedDefinitions definitions = approved;
    return broken() == null
        && unsigned() == null
        && (found == null || !found.isBroken())
        && (definitions == null || definitions.holds());
  }

  /// In the words of DESIGN §5.13.
  public String words() {
    Broken broken = broken();
    if (broken != null) {
      return broken.words();
    }
    int expired = file.claims().expired();
    return "intact"
        + (expired == 0 ? "" : ", " + expired + " expired")
        + ", "
        + signature.words()
        + ofArtifacts()
        + ofDefinitions();
  }

  private String ofArtifacts() {
    long other = artifacts == null ? 0 : artifacts.brokenCount();
    return other == 0
        ? ""
        : ", but " + other + (other == 1 ? " artifact is" : " artifacts are") + " not as recorded";
  }

  private String ofDefinitions() {
    long other = approved == null ? 0 : approved.badCount();
    return other == 0
        ? ""
        : ", but "
            + other
            + (other == 1 ? " definition is" : " definitions are")
            + " not as approved";
  }

  public List<Advice> notes() {
    List<Advice> notes = new ArrayList<>();
    file.notes().forEach(note -> notes.add(Advice.of(note)));
    int definitions = file.claims().redactedDefinitions();
    if (definitions > 0) {
      notes.add(
          Advice.of(
              definitions
                  + (definitions == 1 ? " definition file was" : " definition files were")
                  + " redacted: the sha256 is that of the file as it was, and cannot be compared"));
    }
    Advice ofSignature = ofSignature();
    if (ofSignature != null) {
      notes.add(ofSignature);
    }
    return notes;
  }

  private @Nullable Advice ofSignature() {
    return switch (signature) {
      case SignatureCheck.Unchecked unchecked -> unchecked.note();
      case SignatureCheck.Refuted refuted -> null;
      case SignatureCheck.Signed signed -> {
        if (file.format() != CheckedFile.Format.LEDGER && !isSignedFile()) {
          yield Advice.of(
              "its rows are signed, its bytes are not: it was made, or made again, after that");
        }
        yield file.pageDiffers() == null
            ? null
            : Advice.of("the page is of another version of clew, and signed as it is");
      }
    };
  }

  public Json.Obj toJson() {
    Broken broken = broken();
    ArtifactsOnDisk found = artifacts;
    ApprovedDefinitions definitions = approved;
    return Json.object()
        .put("file", file.path().toString())
        .put("format", file.format().wire())
        .put("verdict", broken == null ? "intact" : "broken")
        .put("words", words())
        .put("run_id", file.ledger().id().runId())
        .put("rows", file.rows().size())
        .put("chain_head", broken == null ? file.ledger().head().hex() : null)
        .put("content_root", broken == null ? file.ledger().contentRoot().hex() : null)
        .put("expired", file.claims().expired())
        .put("redacted_late", file.redactedLate())
        .put("broken", broken == null ? null : json(broken))
        .put("signature", json(signature))
        .put("notes", Json.strings(notes().stream().map(Advice::plain).toList()))
        .put(
            "artifacts",
            found == null
                ? null
                : new Json.Arr(found.files().stream().map(ArtifactsOnDisk.Found::toJson).toList()))
        .put("approved", definitions == null ? null : definitions.toJson())
        .build();
  }

  private static Json json(Broken broken) {
    return Json.object()
        .put("offset", broken.offset())
        .put("where", broken.where())
        .put("what", broken.what())
        .build();
  }

  private static Json json(SignatureCheck signature) {
    return switch (signature) {
      case SignatureCheck.Unchecked unchecked -> Json.object().put("state", "unanchored").build();
      case SignatureCheck.Signed signed ->
          Json.object()
              .put("state", "signed")
              .put("key_id", signed.keyId())
              .put("rows", signed.rows())
              .put("later_rows", signed.later())
              .build();
      case SignatureCheck.Refuted refuted ->
          Json.object().put("state", "refuted").put("why", refuted.why()).build();
    };
  }
}
