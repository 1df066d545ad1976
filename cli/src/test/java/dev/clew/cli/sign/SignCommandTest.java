package dev.clew.cli.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.clew.attest.Envelope;
import dev.clew.attest.Pem;
import dev.clew.attest.RunStatement;
import dev.clew.attest.SigningKey;
import dev.clew.attest.VerifyingKey;
import dev.clew.cli.verify.TestFiles;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.runs.file.RunFileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignCommandTest {
  @TempDir private Path folder;
  private TestFiles files = new TestFiles(Path.of(""));
  private Path ledger = Path.of("");
  private RunFileNames names = new RunFileNames(Path.of(""), "");
  private Path key = Path.of("");
  private Path pub = Path.of("");

  @BeforeEach
  void run() throws IOException {
    files = new TestFiles(folder);
    ledger = files.ledger();
    names = TestFiles.reports(ledger);
    key = folder.resolve("a.key");
    pub = folder.resolve("a.key.pub");
    assertThat(TestFiles.clew("sign", "--new-key", key).code()).isZero();
  }

  private void sign() {
    TestFiles.Ran ran = TestFiles.clew("sign", ledger, "--key", key);
    assertThat(ran.code()).as(ran.toString()).isZero();
  }

  private TestFiles.Ran verify(Path file, Path by) {
    return TestFiles.clew("verify", file, "--key", by);
  }

  private String keyId() {
    return VerifyingKey.read(pub).id();
  }

  private static Json.Obj json(byte[] bytes) {
    try {
      return (Json.Obj) JsonText.parse(bytes);
    } catch (JsonText.Malformed e) {
      throw new AssertionError(e);
    }
  }

  private Envelope envelope() throws Exception {
    return Envelope.read(Files.readAllBytes(names.signature()));
  }

  /// An envelope with that payload, signed properly.
  private void signed(String type, byte[] payload) throws IOException {
    SigningKey signer = SigningKey.read(key);
    byte[] signature = signer.sign(Envelope.preAuthentication(type, payload));
    Envelope made =
        new Envelope(
            type,
            Payload.of(payload),
            List.of(new Envelope.Signature(signer.verifyingKey().id(), Payload.of(signature))));
    Files.writeString(names.signature(), made.toJson().toString());
  }

  @Test
  void newKey_isThereOnceAndItsOwners() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    byte[] before = Files.readAllBytes(key);
    TestFiles.Ran again = TestFiles.clew("sign", "--new-key", key);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("is there already; a key is never overwritten");
    Files.delete(pub);
    assertThat(TestFiles.clew("sign", "--new-key", key).code()).isEqualTo(2);
    assertThat(key).hasBinaryContent(before);
    Files.delete(key);
    Files.writeString(pub, "theirs");
    assertThat(TestFiles.clew("sign", "--new-key", key).code()).isEqualTo(2);
    assertThat(pub).hasContent("theirs");
    assertThat(key).doesNotExist();
  }

  @Test
  void sign_run_isVerifiedByItsKey() {
    sign();
    for (Path file : List.of(ledger, names.json(), names.html())) {
      TestFiles.Ran ran = verify(file, pub);
      assertThat(ran.code()).as(ran.toString()).isZero();
      assertThat(ran.out())
          .startsWith("✔ intact, signed by " + keyId().substring(0, 16) + "  ")
          .doesNotContain("note");
    }
    TestFiles.Ran without = TestFiles.clew("verify", ledger);
    assertThat(without.code()).isZero();
    assertThat(without.out())
        .startsWith("✔ intact, unanchored  ")
        .contains("is not checked: give the signer's key with --key");
  }

  @Test
  void sign_again_givesTheSameBytesAndOverwritesNothing() throws IOException {
    sign();
    byte[] first = Files.readAllBytes(names.signature());
    TestFiles.Ran again = TestFiles.clew("sign", ledger, "--key", key);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("is there already");
    Path other = folder.resolve("other.sig.json");
    assertThat(TestFiles.clew("sign", ledger, "--key", key, "-o", other).code()).isZero();
    assertThat(other).hasBinaryContent(first);
    TestFiles.Ran ran = TestFiles.clew("verify", ledger, "--key", pub, "--signature", other);
    assertThat(ran.out()).startsWith("✔ intact, signed by ");
  }

  @Test
  void sign_statement_isAnInTotoStatementAboutTheFiles() throws Exception {
    sign();
    Envelope envelope = envelope();
    assertThat(envelope.payloadType()).isEqualTo("application/vnd.in-toto+json");
    Json.Obj statement = json(envelope.payload().bytes());
    assertThat(statement.text("_type")).isEqualTo("https://in-toto.io/Statement/v1");
    assertThat(statement.objects("subject").stream().map(subject -> subject.text("name")))
        .containsExactly(
            ledger.getFileName().toString(),
            names.json().getFileName().toString(),
            names.html().getFileName().toString());
    Json.Obj predicate = statement.object("predicate");
    Json.Obj ofReport = json(Files.readAllBytes(names.json())).object("ledger");
    assertThat(predicate.text("chain_head")).isEqualTo(ofReport.text("chain_head"));
    assertThat(predicate.text("content_root")).isEqualTo(ofReport.text("content_root"));
    assertThat(predicate.whole("rows")).isEqualTo(7);
    assertThat(predicate.text("run_id")).isEqualTo("run_1");
    assertThat(predicate.list("attempt_ids")).containsExactly(Json.of("attempt_1"));
    assertThat(predicate.text("as_of")).startsWith("2026-11-22T13:00:");
    assertThat(envelope.payload().bytes()).isEqualTo(Canonical.bytes(statement));
  }

  @Test
  void verify_rowsAppendedLater_saysHowFarItIsSigned() {
    sign();
    files.append(ledger, "one more");
    TestFiles.Ran ran = verify(ledger, pub);
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("intact, signed up to row 6 by ", "(1 later row is not)")
        .contains("rows  8");
  }

  @Test
  void verify_rowsTakenAway_isBrokenThere() throws IOException {
    sign();
    byte[] whole = Files.readAllBytes(ledger);
    int end = whole.length - 1;
    while (whole[end - 1] != '\n') {
      end--;
    }
    Files.write(ledger, Arrays.copyOf(whole, end));
    assertThat(TestFiles.clew("verify", ledger).out()).startsWith("✔ intact, unanchored");
    TestFiles.Ran ran = verify(ledger, pub);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            "broken at offset 6", "1 of the 7 rows", "are missing: this file ends before row 6");
  }

  @Test
  void verify_runRewrittenAsAWhole_isOverAnotherHead() throws IOException {
    sign();
    Path forged = Files.createDirectories(folder.resolve("forged"));
    Path rewritten = new TestFiles(forged).ledger("the disk is fine");
    Files.copy(names.signature(), RunFileNames.of(rewritten).signature());
    assertThat(TestFiles.clew("verify", rewritten).out()).startsWith("✔ intact, unanchored");
    TestFiles.Ran ran = verify(rewritten, pub);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("broken at offset 6", "is over another head");
  }

  @Test
  void verify_otherKey_saysWhoseSignatureItClaimsToBe() {
    sign();
    Path other = folder.resolve("b.key");
    assertThat(TestFiles.clew("sign", "--new-key", other).code()).isZero();
    TestFiles.Ran ran = verify(ledger, folder.resolve("b.key.pub"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("✖ intact, not signed")
        .contains("was not made by the key ", "says that it is by " + keyId().substring(0, 16));
  }

  @Test
  void verify_noSignature_isNotSigned() {
    TestFiles.Ran ran = verify(ledger, pub);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("intact, not signed", "there is no signature ");
    TestFiles.Ran named =
        TestFiles.clew("verify", ledger, "--key", pub, "--signature", folder.resolve("none"));
    assertThat(named.code()).isEqualTo(2);
  }

  @Test
  void verify_anyByteOfTheSignatureFlipped_neverVerifies() throws Exception {
    sign();
    byte[] original = Files.readAllBytes(names.signature());
    VerifyingKey verifyingKey = VerifyingKey.read(pub);
    Payload payload = envelope().payload();
    java.util.Random random = new java.util.Random(Long.getLong("seed", 742L));
    for (int at = 0; at < original.length; at++) {
      byte[] flipped = original.clone();
      flipped[at] ^= (byte) (1 + random.nextInt(255));
      try {
        Envelope read = Envelope.read(flipped);
        // What is left are the spaces of the JSON and the hint.
        assertThat(!verifyingKey.verifies(read) || read.payload().equals(payload)).isTrue();
      } catch (Envelope.Damaged refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void verify_signatureThatIsNone_saysWhatItIs() throws Exception {
    Files.writeString(names.signature(), "{");
    assertThat(verify(ledger, pub).out()).contains("not signed", "is damaged: not JSON");
    assertThat(TestFiles.clew("verify", ledger).code()).isZero();
    signed("text/plain", "hello".getBytes(UTF_8));
    assertThat(verify(ledger, pub).out()).contains("payload of type text/plain");
    signed(RunStatement.PAYLOAD_TYPE, "hello".getBytes(UTF_8));
    assertThat(verify(ledger, pub).out()).contains("its payload is not JSON");
    signed(RunStatement.PAYLOAD_TYPE, "{}".getBytes(UTF_8));
    assertThat(verify(ledger, pub).out()).contains("no in-toto statement");
    signed(
        RunStatement.PAYLOAD_TYPE,
        "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"https://slsa.dev/provenance/v1\"}"
            .getBytes(UTF_8));
    TestFiles.Ran ran = verify(ledger, pub);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("predicate is of type https://slsa.dev/provenance/v1");
  }

  @Test
  void verify_statementThatSaysMoreThanTheRows_isNotSigned() throws Exception {
    sign();
    Json.Obj statement = json(envelope().payload().bytes());
    Json.Obj lying =
        statement.object("predicate").with("as_of", Json.of("2020-01-01T00:00:00.000000Z"));
    signed(RunStatement.PAYLOAD_TYPE, Canonical.bytes(statement.with("predicate", lying)));
    assertThat(verify(ledger, pub).out()).contains("not signed", "says another as_of than");
    Json.Obj ofAnother = statement.object("predicate").with("run_id", Json.of("run_2"));
    signed(RunStatement.PAYLOAD_TYPE, Canonical.bytes(statement.with("predicate", ofAnother)));
    assertThat(verify(ledger, pub).out()).contains("is about run_2, this is run_1");
  }

  @Test
  void sign_statement_hasTheDigestsOfTheDefinitions() throws Exception {
    sign();
    Json.Obj statement = json(envelope().payload().bytes());
    Payload definition = Payload.of("name: job\nnote: \"<b>café</b> & more\"\n");
    assertThat(statement.object("predicate").objects("definitions"))
        .containsExactly(
            Json.object()
                .put("name", "job.workflow")
                .put("role", "workflow")
                .put("digest", Json.object().put("sha256", definition.digest().hex()).build())
                .build());
  }

  @Test
  void verify_definitionOtherThanTheSignedOne_isBroken() throws Exception {
    sign();
    Json.Obj statement = json(envelope().payload().bytes());
    String text = statement.toString();
    String digest =
        statement
            .object("predicate")
            .objects("definitions")
            .getFirst()
            .object("digest")
            .text("sha256", "");
    signed(RunStatement.PAYLOAD_TYPE, text.replace(digest, "0".repeat(64)).getBytes(UTF_8));
    TestFiles.Ran ran = verify(ledger, pub);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("broken at offset 1", "is about another definition job.workflow than the run");
  }

  @Test
  void verify_signatureOfBeforeDefinitionsWereSigned_holds() throws Exception {
    sign();
    Json.Obj statement = json(envelope().payload().bytes());
    Json.Builder old = Json.object();
    statement
        .object("predicate")
        .members()
        .forEach((name, value) -> old.put(name, name.equals("definitions") ? null : value));
    signed(RunStatement.PAYLOAD_TYPE, Canonical.bytes(statement.with("predicate", old.build())));
    TestFiles.Ran ran = verify(ledger, pub);
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("✔ intact, signed by ");
  }

  @Test
  void verify_reportMadeAgainAfterTheSignature_hasSignedRows() throws Exception {
    Files.delete(names.json());
    sign();
    TestFiles.reports(ledger);
    TestFiles.Ran ran = verify(names.json(), pub);
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("intact, signed by ", "its rows are signed, its bytes are not");
  }

  @Test
  void verify_pageOfAnotherVersionThatIsSigned_isIntact() throws Exception {
    sign();
    Json.Obj statement = json(envelope().payload().bytes());
    Files.writeString(
        names.html(), Files.readString(names.html()).replace("</body>", "<!-- 0.0.9 --></body>"));
    assertThat(verify(names.html(), pub).out()).contains("broken at byte");
    String sha = dev.clew.core.digest.Digest.sha256(Files.readAllBytes(names.html())).hex();
    List<Json> subjects = new java.util.ArrayList<>(statement.list("subject"));
    Json.Obj page = (Json.Obj) subjects.get(2);
    subjects.set(2, page.with("digest", Json.object().put("sha256", sha).build()));
    signed(
        RunStatement.PAYLOAD_TYPE,
        Canonical.bytes(statement.with("subject", new Json.Arr(subjects))));
    TestFiles.Ran ran = verify(names.html(), pub);
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("intact, signed by ", "another version of clew");
  }

  @Test
  void sign_brokenRun_isRefused() throws IOException {
    Files.writeString(
        names.json(), Files.readString(names.json()).replace("disk is full", "disk is new"));
    TestFiles.Ran ran = TestFiles.clew("sign", ledger, "--key", key);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("nothing was signed", "is broken at offset 5");
    assertThat(names.signature()).doesNotExist();
  }

  @Test
  void sign_wrongKeyFile_saysWhatItHolds() throws IOException {
    assertThat(TestFiles.clew("sign", ledger, "--key", pub).err())
        .contains("holds no PRIVATE KEY but a PUBLIC KEY");
    assertThat(verify(ledger, key).err()).contains("holds no PUBLIC KEY but a PRIVATE KEY");
    Path rsa = folder.resolve("rsa.pub");
    Files.writeString(rsa, Pem.text("PUBLIC KEY", new byte[] {0x30, 0x03, 0x02, 0x01, 0x00}));
    assertThat(verify(ledger, rsa).err()).contains("not an Ed25519 public key");
    assertThat(verify(ledger, folder.resolve("none")).err()).contains("no such key file");
    Path encrypted = folder.resolve("enc");
    Files.writeString(encrypted, Pem.text("ENCRYPTED PRIVATE KEY", new byte[] {1}));
    TestFiles.Ran ran = TestFiles.clew("sign", ledger, "--key", encrypted);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("an encrypted key; decrypt it first");
    assertThat(TestFiles.clew("sign", ledger).code()).isEqualTo(2);
  }

  /// OpenSSL knows nothing of clew: it makes the key, and checks the signature over the bytes that
  /// the envelope says.
  @Test
  void sign_withOpenssl_agrees() throws Exception {
    assumeThat(hasOpenssl()).as("openssl is here").isTrue();
    Path theirs = folder.resolve("theirs.key");
    Path theirPub = folder.resolve("theirs.pub");
    assertThat(openssl("genpkey", "-algorithm", "ed25519", "-out", theirs.toString())).isZero();
    assertThat(openssl("pkey", "-in", theirs.toString(), "-pubout", "-out", theirPub.toString()))
        .isZero();
    assertThat(TestFiles.clew("sign", ledger, "--key", theirs).code()).isZero();
    assertThat(verify(ledger, theirPub).out()).startsWith("✔ intact, signed by ");
    Path signed = Files.write(folder.resolve("signed"), envelope().signed());
    Path signature =
        Files.write(folder.resolve("sig"), envelope().signatures().getFirst().bytes().bytes());
    List<String> check =
        List.of(
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            theirPub.toString(),
            "-rawin",
            "-in",
            signed.toString(),
            "-sigfile",
            signature.toString());
    assertThat(openssl(check.toArray(String[]::new))).isZero();
    Files.writeString(signed, "x", java.nio.file.StandardOpenOption.APPEND);
    assertThat(openssl(check.toArray(String[]::new))).isNotZero();
  }

  private static boolean hasOpenssl() {
    try {
      return openssl("version") == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int openssl(String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("openssl did not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
