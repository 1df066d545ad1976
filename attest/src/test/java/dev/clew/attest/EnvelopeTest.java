package dev.clew.attest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The test vectors of DSSE (github.com/secure-systems-lab/dsse: protocol.md, "Test Vectors", and
/// testvectors/vectors.json).
class EnvelopeTest {
  /// Key A of vectors.json, which is test 1 of RFC 8032 §7.1.
  private static final VerifyingKey KEY_A =
      key("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

  private static final VerifyingKey KEY_B =
      key("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");

  /// RFC 8410 §4: the algorithm identifier before the 32 bytes.
  private static VerifyingKey key(String hex) {
    try {
      byte[] der = HexFormat.of().parseHex("302a300506032b6570032100" + hex);
      return new VerifyingKey(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Envelope read(String type, String payload, String signature)
      throws Envelope.Damaged {
    return Envelope.read(
        ("{\"payload\":\""
                + payload
                + "\",\"payloadType\":\""
                + type
                + "\",\"signatures\":[{\"keyid\":\"A\",\"sig\":\""
                + signature
                + "\"}]}")
            .getBytes(UTF_8));
  }

  @Test
  void preAuthentication_ofTheSpecification_isItsBytes() {
    assertThat(
            Envelope.preAuthentication(
                "http://example.com/HelloWorld", "hello world".getBytes(UTF_8)))
        .asString(UTF_8)
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  /// The specification signs with ECDSA over P-256, which clew does not; its bytes are the same.
  @Test
  void signed_ofTheSpecificationsEnvelope_isWhatItsSignatureIsOver() throws Exception {
    Envelope envelope =
        read(
            "http://example.com/HelloWorld",
            "aGVsbG8gd29ybGQ=",
            "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==");
    AlgorithmParameters p256 = AlgorithmParameters.getInstance("EC");
    p256.init(new ECGenParameterSpec("secp256r1"));
    ECPoint point =
        new ECPoint(
            new BigInteger(
                "46950820868899156662930047687818585632848591499744589407958293238635476079160"),
            new BigInteger(
                "5640078356564379163099075877009565129882514886557779369047442380624545832820"));
    PublicKey key =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(point, p256.getParameterSpec(ECParameterSpec.class)));
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(key);
    verifier.update(envelope.signed());
    assertThat(verifier.verify(envelope.signatures().getFirst().bytes().bytes())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/vnd.in-toto+json       | eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEifQ== | 2WAfaHm5jluo0w+0rk8uVkluELJYWjSmU9x7EUzx+AyteDGJ4/nqyJXfmAUVFIAoQafWm7AxBZNw5M9ixNHiCA== | true
          application/vnd.in-toto+json       | -_-_Pj8= | P-_KHICeR7tI6S_YyejJTRtrXhcQyQ2LYPaL8h90KjC9qN8HU_svOQ6TuDOT1HIrsGW886DbWNWcCmX5twLrAw== | true
          application/vnd.example.other+json | eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEifQ== | 2WAfaHm5jluo0w+0rk8uVkluELJYWjSmU9x7EUzx+AyteDGJ4/nqyJXfmAUVFIAoQafWm7AxBZNw5M9ixNHiCA== | false
          application/vnd.exämple+json       | eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEifQ== | xmSk/ug66ysT7ayhkCIjhAq42zgZXSsEWuzUaNL7w2eGAdF/NU6/fRXPtmfN+5DNSAs5/i2lUnHjbbjPsu0tAw== | true
          application/vnd.in-toto+json       | ''       | gSggCAaTLTYyRH6FIDBem6meyIynsYy8RTHVzwx9tnTb7Bg/1jMWnuVgI/gffqmbsC2VX5/jHfkkDqsj7CDbDg== | true
          """)
  void verifies_vectorsWithEd25519_areAsTheySay(
      String type, String payload, String signature, boolean valid) throws Exception {
    Envelope envelope = read(type, payload, signature);
    assertThat(KEY_A.verifies(envelope)).isEqualTo(valid);
    assertThat(KEY_B.verifies(envelope)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                              | not a JSON object
          {                                                               | not JSON
          {"payload":"","signatures":[]}                                  | no payload or no payloadType
          {"payload":"","payloadType":"t","signatures":[]}                | no signatures
          {"payload":"","payloadType":"t","signatures":[{"keyid":"a"}]}   | a signature without sig
          {"payload":"","payloadType":"t","signatures":["a"]}             | a signature without sig
          {"payload":"%","payloadType":"t","signatures":[{"sig":""}]}     | base64
          {"payload":"","payloadType":"t","signatures":[{"sig":"a"}]}     | base64
          """)
  void read_noEnvelope_saysWhy(String text, String says) {
    assertThatThrownBy(() -> Envelope.read(text.getBytes(UTF_8)))
        .isInstanceOf(Envelope.Damaged.class)
        .hasMessageContaining(says);
  }

  @Test
  void verifies_signatureOfAnyLength_isNoFault() {
    for (int length : new int[] {0, 1, 63, 64, 65, 1_000}) {
      assertThat(KEY_A.verifies(new byte[] {1}, new byte[length])).isFalse();
    }
  }
}
