package dev.clew.report.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.run.RunView;
import dev.clew.report.TestReports;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class JUnitReportTest {
  private static Element parsed(RunView run, boolean strict) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    byte[] xml = JUnitReport.of(run, strict).getBytes(UTF_8);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
  }

  @Test
  void of_onboarding_isTheGoldenFile() {
    String actual = JUnitReport.of(TestReports.onboardingView(), false);
    assertThat(actual).isEqualTo(TestReports.golden("onboarding.junit.xml", actual));
  }

  @Test
  void of_tolerated_isAFailureOnlyWhenStrict() throws Exception {
    RunView run = TestReports.onboardingView();
    assertThat(parsed(run, false).getAttribute("failures")).isEqualTo("0");
    Element strict = parsed(run, true);
    assertThat(strict.getAttribute("failures")).isEqualTo("1");
    assertThat(((Element) strict.getElementsByTagName("failure").item(0)).getAttribute("message"))
        .isEqualTo("activate-subscription answered 402 payment_method_requires_authentication");
  }

  @Test
  void of_killed_isAnError() throws Exception {
    Element suite = parsed(TestReports.killedAfter(11), false);
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("4");
  }

  @Test
  void of_hostileText_isStillXml() throws Exception {
    Element suite = parsed(TestReports.hostile(), false);
    assertThat(suite.getElementsByTagName("*").getLength()).isEqualTo(2);
    assertThat(suite.getAttribute("name")).startsWith("</script><img").contains("𝄞");
    assertThat(((Element) suite.getElementsByTagName("failure").item(0)).getAttribute("message"))
        .contains("alert(1)");
    assertThat(JUnitReport.of(TestReports.hostile(), false)).doesNotContain("\u001b", "\u0000");
  }

  @Test
  void of_locale_doesNotMatter() {
    String expected = JUnitReport.of(TestReports.onboardingView(), false);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(JUnitReport.of(TestReports.onboardingView(), false)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }
}
