package dev.clew.redaction.scan;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import dev.clew.redaction.value.CommonValues;
import java.nio.CharBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A secret that is known by its looks. RE2/J, so that time is linear in hostile text; compiled
/// when its keyword is met for the first time, so that a short command does not pay for it.
///
/// @param keywords in lower case; a match begins at one of them
/// @param standsAlone whether it must not follow a letter, a digit, `_` or `-`. Where those are
///   what the match is made of, this is also what keeps a text of keywords from costing its square
/// @param group what of the match is the secret
/// @param mustLookRandom whether plain words are let through
record TokenPattern(
    String name,
    List<String> keywords,
    boolean standsAlone,
    int group,
    boolean mustLookRandom,
    Lazy pattern) {
  /// No token is longer; a private key of 16384 bits has 12 KiB.
  private static final int MAX_MATCH_CHARS = 64 * 1024;

  /// Formats as their issuers document them, in the spelling of gitleaks 8 (rules of the same
  /// names); RFC 7515 and RFC 7516 for `jwt`, RFC 7468 for `private-key`, RFC 6750 and RFC 7617 for
  /// the schemes.
  static final List<TokenPattern> ALL =
      List.of(
          token("jwt", "eyj", "eyJ[\\w-]{8,}={0,2}(?:\\.[\\w-]*={0,2}){2,4}", true),
          token(
              "private-key",
              "-----begin",
              "-----BEGIN[ A-Z0-9_-]{0,64}PRIVATE KEY(?: BLOCK)?-----"
                  + "(?s:.*?)(?:-----END[ A-Z0-9_-]{0,64}PRIVATE KEY(?: BLOCK)?-----|\\z)",
              false),
          scheme("bearer", "(?:\\s|%20|\\+)+([\\w.~+/=-]{8,})"),
          scheme("basic", "(?:\\s|%20|\\+)+([\\w+/-]{8,}={0,2})"),
          token("aws-access-key", List.of("akia", "asia", "abia", "acca"), "[A-Z]{4}[A-Z2-7]{16}"),
          token(
              "github",
              List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
              "gh[pousr]_[A-Za-z0-9]{36,255}"),
          token("github", "github_pat_", "github_pat_\\w{50,255}", true),
          token("gitlab", List.of("glpat-", "gldt-", "glrt-"), "gl(?:pat|dt|rt)-[\\w-]{20,}"),
          token(
              "slack",
              List.of("xoxa-", "xoxb-", "xoxp-", "xoxe-", "xoxo-", "xoxr-", "xoxs-", "xapp-"),
              "(?:xox[abeoprs]|xapp)-[\\w-]{10,}"),
          token(
              "slack-webhook",
              "hooks.slack.com/",
              "hooks\\.slack\\.com/(?:services|workflows)/[\\w/+-]{20,}",
              false),
          token(
              "stripe",
              List.of("sk_live", "sk_test", "rk_live", "rk_test", "sk_prod", "rk_prod"),
              "[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,}"),
          token("stripe-webhook", "whsec_", "whsec_[A-Za-z0-9+/=]{24,}", true),
          token("gcp-api-key", "aiza", "AIza[\\w-]{35}", true),
          token("gcp-access-token", "ya29.", "ya29\\.[\\w-]{20,}", true),
          token("npm", "npm_", "npm_[A-Za-z0-9]{36}", true),
          token("pypi", "pypi-", "pypi-[\\w-]{50,}", true),
          token("sendgrid", "sg.", "SG\\.[\\w-]{16,}\\.[\\w-]{16,}", true),
          token("hugging-face", "hf_", "hf_[A-Za-z0-9]{30,}", true),
          token("vault", List.of("hvs.", "hvb."), "hv[sb]\\.[\\w-]{24,}"),
          token("model-api-key", "sk-", "sk-[A-Za-z0-9][\\w-]{19,}", true));

  private static TokenPattern token(
      String name, String keyword, String regex, boolean standsAlone) {
    return new TokenPattern(name, List.of(keyword), standsAlone, 0, false, lazily(regex));
  }

  private static TokenPattern token(String name, List<String> keywords, String regex) {
    return new TokenPattern(name, keywords, true, 0, false, lazily(regex));
  }

  /// The keyword is met in any case. It has been compared, and is only skipped here: to ask RE2/J
  /// for any case costs the start of a run a hundredth of a second.
  private static TokenPattern scheme(String keyword, String regex) {
    String anyCase = "\\w{" + keyword.length() + "}";
    return new TokenPattern(keyword, List.of(keyword), true, 1, true, lazily(anyCase + regex));
  }

  private static Lazy lazily(String regex) {
    return new Lazy(regex);
  }

  /// Returns where the match ends, and `start` when there is none.
  int findAt(String text, int start, Spans spans) {
    if (standsAlone && start > 0 && isPartOfName(text, start - 1)) {
      return start;
    }
    int limit = Math.min(text.length(), start + MAX_MATCH_CHARS);
    Matcher matcher = pattern.get().matcher(CharBuffer.wrap(text, start, limit));
    if (!matcher.lookingAt()) {
      return start;
    }
    int from = start + matcher.start(group);
    int to = start + matcher.end(group);
    if (mustLookRandom && CommonValues.isPlainWords(text.substring(from, to))) {
      return start;
    }
    spans.add(new Span(from, to, name, to - from, RedactionReason.pattern(name)));
    return to;
  }

  private static boolean isPartOfName(String text, int at) {
    char unit = text.charAt(at);
    boolean isEscape =
        text.startsWith("%", at - 2)
            || (text.startsWith("\\", at - 1) && (unit == 'n' || unit == 'r' || unit == 't'));
    return !isEscape && (Characters.isLetterOrDigit(unit) || unit == '_' || unit == '-');
  }

  static final class Lazy {
    private final String regex;
    private volatile @Nullable Pattern compiled;

    Lazy(String regex) {
      this.regex = regex;
    }

    /// With `^`, because RE2/J's `lookingAt` without it reads on to the end after it has failed.
    /// May compile twice when two threads meet it first; either result does.
    Pattern get() {
      Pattern pattern = compiled;
      if (pattern == null) {
        pattern = Pattern.compile("^(?:" + regex + ")");
        compiled = pattern;
      }
      return pattern;
    }
  }
}
