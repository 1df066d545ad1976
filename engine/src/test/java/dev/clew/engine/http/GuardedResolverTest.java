package dev.clew.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedResolverTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "2852039166",
        "168.63.129.16",
        "fd00:ec2::254",
        "fd20:ce::254",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "::ffff:0:169.254.169.254",
        "fe80::a9fe:a9fe",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::100.100.100.200",
        "64:ff9b:1:a9fe:a9:fe00::",
        "64:ff9b:1::a9fe:a9fe",
        "2001:db8:1:2:a9:fea9:fe00:0",
        "2002:a9fe:a9fe::1",
        "2001:0:4136:e378:8000:63bf:5601:5601",
        "fe80::200:5efe:169.254.169.254",
      })
  void isMetadata_inAnyNotation_isKnown(String address) throws Exception {
    assertThat(GuardedResolver.isMetadata(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "169.254.1.1",
        "::1",
        "64:ff9b::8.8.8.8",
        "2001:db8::1",
        "fd00:ec2::255",
        "2a00:1450:4001:830::200e",
      })
  void isMetadata_otherAddress_isNone(String address) throws Exception {
    assertThat(GuardedResolver.isMetadata(InetAddress.getByName(address))).isFalse();
  }
}
