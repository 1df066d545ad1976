package dev.clew.attest;

import dev.clew.attest.approved.CapturedDefinition;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import dev.clew.document.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is signed: an in-toto Statement v1 about the files of a run, with a predicate of clew's own
/// that names the head of its chain. No clock and no entropy enters, so the same rows and files
/// give the same bytes.
///
/// @param predicate see [#predicate]
public record RunStatement(List<Subject> subjects, Json.Obj predicate) {
  public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
  static final String TYPE = "https://in-toto.io/Statement/v1";
  static final String PREDICATE_TYPE = "https://clew.dev/attestation/run/v1";
  private static final String CHAIN_HEAD = "clewChainHead";
  private static final String CONTENT_ROOT = "clewContentRoot";

  /// A member of the predicate that older statements do not have.
  static final String DEFINITIONS = "definitions";

  public RunStatement {
    subjects = List.copyOf(subjects);
  }

  /// A file as it was when it was signed.
  ///
  /// @param isLedger whether the head and the content root identify it too: a ledger may grow
  record Subject(String name, Digest sha256, boolean isLedger) {}

  static RunStatement of(LedgerId id, List<Row> rows, List<Subject> subjects) {
    return new RunStatement(subjects, predicate(id, rows));
  }

  /// What can be derived again from the first rows of a ledger: `run_id namespace ledger_id
  /// attempt_ids rows chain_head content_root as_of`, and `definitions` when there are some.
  static Json.Obj predicate(LedgerId id, List<Row> rows) {
    Set<String> attempts = new LinkedHashSet<>();
    List<Digest> digests = new ArrayList<>(rows.size());
    Timestamp asOf = null;
    for (Row row : rows) {
      digests.add(row.eventDigest());
      attempts.add(row.event().attemptId());
      if (asOf == null || row.receivedAt().compareTo(asOf) > 0) {
        asOf = row.receivedAt();
      }
    }
    return Json.object()
        .put("run_id", id.runId())
        .put("namespace", id.namespace())
        .put("ledger_id", id.ledgerId())
        .put("attempt_ids", Json.strings(List.copyOf(attempts)))
        .put("rows", (long) rows.size())
        .put("chain_head", head(id, rows).hex())
        .put("content_root", MerkleRoot.of(digests).hex())
        .put("as_of", asOf == null ? null : asOf.toString())
        .put(DEFINITIONS, definitions(rows))
        .build();
  }

  /// As resource descriptors of in-toto, with their roles: the files of which the run itself says a
  /// SHA-256. One of a payload would be gone when that expires. Null for none.
  private static @Nullable Json definitions(List<Row> rows) {
    List<Json> definitions = new ArrayList<>();
    for (CapturedDefinition one :
        CapturedDefinition.of(rows.stream().map(row -> row.withPayload(null)).toList())) {
      Digest sha256 = one.sha256();
      if (sha256 != null) {
        definitions.add(
            Json.object()
                .put("name", one.name())
                .put("role", one.role())
                .put("digest", Json.object().put("sha256", sha256.hex()).build())
                .build());
      }
    }
    return definitions.isEmpty() ? null : new Json.Arr(definitions);
  }

  /// The first definition that a predicate says otherwise than rows do, by its name; null when
  /// there is none, or nothing is said of definitions.
  static @Nullable String otherDefinition(Json.Obj due, Json.Obj said) {
    if (!said.has(DEFINITIONS) || said.list(DEFINITIONS).equals(due.list(DEFINITIONS))) {
      return null;
    }
    List<Json> unsaid = new ArrayList<>(due.list(DEFINITIONS));
    unsaid.removeAll(said.list(DEFINITIONS));
    List<Json> unknown = new ArrayList<>(said.list(DEFINITIONS));
    unknown.removeAll(due.list(DEFINITIONS));
    Json first =
        !unsaid.isEmpty() ? unsaid.getFirst() : unknown.isEmpty() ? null : unknown.getFirst();
    return first instanceof Json.Obj object ? object.text("name", "") : "";
  }

  static Digest head(LedgerId id, List<Row> rows) {
    return rows.isEmpty() ? id.genesis() : rows.getLast().chain();
  }

  /// Null when the predicate does not say.
  @Nullable Long rows() {
    return predicate.whole("rows");
  }

  String chainHead() {
    return predicate.text("chain_head", "");
  }

  /// The file of that name; null when it was not there when the run was signed.
  @Nullable Subject subject(String name) {
    for (Subject subject : subjects) {
      if (subject.name().equals(name)) {
        return subject;
      }
    }
    return null;
  }

  byte[] bytes() {
    List<Json> out = new ArrayList<>();
    for (Subject subject : subjects) {
      Json.Builder digest = Json.object().put("sha256", subject.sha256().hex());
      if (subject.isLedger()) {
        digest
            .put(CHAIN_HEAD, predicate.text("chain_head"))
            .put(CONTENT_ROOT, predicate.text("content_root"));
      }
      out.add(Json.object().put("name", subject.name()).put("digest", digest.build()).build());
    }
    return Canonical.bytes(
        Json.object()
            .put("_type", TYPE)
            .put("subject", out)
            .put("predicateType", PREDICATE_TYPE)
            .put("predicate", predicate)
            .build());
  }

  /// @throws Refused when the envelope holds something else
  static RunStatement read(Envelope envelope) throws Refused {
    if (!envelope.payloadType().equals(PAYLOAD_TYPE)) {
      throw new Refused(
          "it holds a payload of type " + envelope.payloadType() + ", not " + PAYLOAD_TYPE);
    }
    Json payload;
    try {
      payload = JsonText.parse(envelope.payload().bytes());
    } catch (JsonText.Malformed e) {
      throw new Refused("its payload is not JSON: " + e.getMessage());
    }
    if (!(payload instanceof Json.Obj statement) || !TYPE.equals(statement.text("_type"))) {
      throw new Refused("its payload is no in-toto statement (" + TYPE + ")");
    }
    String predicateType = statement.text("predicateType", "");
    if (!predicateType.equals(PREDICATE_TYPE)) {
      throw new Refused(
          "its predicate is of type "
              + predicateType
              + ", and this clew knows only "
              + PREDICATE_TYPE);
    }
    List<Subject> subjects = new ArrayList<>();
    for (Json.Obj subject : statement.objects("subject")) {
      Json.Obj digest = subject.object("digest");
      try {
        subjects.add(
            new Subject(
                subject.text("name", ""),
                new Digest(digest.text("sha256", "")),
                digest.has(CHAIN_HEAD)));
      } catch (IllegalArgumentException e) {
        throw new Refused("it names a file without its sha256");
      }
    }
    RunStatement read = new RunStatement(subjects, statement.object("predicate"));
    Long rows = read.rows();
    if (rows == null || rows < 0) {
      throw new Refused("its predicate does not say how many rows were signed");
    }
    return read;
  }

  /// The envelope is well-formed and not about a run; the message says what it is, in one clause.
  static final class Refused extends Exception {
    Refused(String what) {
      super(what);
    }
  }
}
