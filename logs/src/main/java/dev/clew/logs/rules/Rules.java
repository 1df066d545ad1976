package dev.clew.logs.rules;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Severity;
import dev.clew.core.json.Json;
import dev.clew.logs.framing.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All rules that are in force, in their one order: by tier, then the most specific, then by id.
/// The first that fits decides; if another of the same tier and specificity fits too and says
/// something else, the record is ambiguous. Immutable and thread-safe.
public final class Rules {
  /// Rules look at the first bytes of a message, so that a huge one cannot cost much.
  public static final int MAX_SUBJECT_BYTES = 16 * 1024;

  public static final int MAX_RULES = 10_000;

  private static final int NONE = -1;
  private static final Comparator<LogRule> ORDER =
      Comparator.comparing(LogRule::tier)
          .thenComparing(Comparator.comparingInt(LogRule::specificity).reversed())
          .thenComparing(LogRule::id);

  private final List<LogRule> rules;
  private volatile @Nullable String digest;
  private final Literals literals;
  private final List<String> literalTexts;
  private volatile @Nullable Literals withoutValues;
  private final int[][] literalsOf;
  private final int[][] rulesOf;
  private final Map<Integer, int[]> ofStatus = new HashMap<>();

  private Rules(List<LogRule> unordered) {
    rules = unordered.stream().sorted(ORDER).toList();
    Map<String, Integer> numbers = new HashMap<>();
    List<String> texts = new ArrayList<>();
    literalsOf = new int[rules.size()][];
    List<int[]> byLiteral = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      List<String> wanted = rules.get(rule).literals();
      literalsOf[rule] = new int[wanted.size()];
      int longest = NONE;
      for (int at = 0; at < wanted.size(); at++) {
        String text = lower(wanted.get(at));
        int number =
            numbers.computeIfAbsent(
                text,
                key -> {
                  texts.add(key);
                  byLiteral.add(new int[0]);
                  return texts.size() - 1;
                });
        literalsOf[rule][at] = number;
        longest =
            longest == NONE || texts.get(number).length() > texts.get(longest).length()
                ? number
                : longest;
      }
      if (longest == NONE) {
        for (int status : rules.get(rule).httpStatus()) {
          ofStatus.merge(status, new int[] {rule}, Rules::joined);
        }
      } else {
        byLiteral.set(longest, joined(byLiteral.get(longest), new int[] {rule}));
      }
    }
    rulesOf = byLiteral.toArray(new int[0][]);
    literals = new Literals(texts);
    literalTexts = List.copyOf(texts);
  }

  private static int[] joined(int[] some, int[] more) {
    int[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static String lower(String literal) {
    StringBuilder lower = new StringBuilder(literal);
    for (int at = 0; at < lower.length(); at++) {
      char unit = lower.charAt(at);
      if (unit >= 'A' && unit <= 'Z') {
        lower.setCharAt(at, (char) (unit + 32));
      }
    }
    return lower.toString();
  }

  /// @throws RuleFileException when two have one id
  public static Rules of(List<LogRule> rules) {
    Set<String> ids = new HashSet<>();
    for (LogRule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new RuleFileException(
            "rule '" + rule.id() + "' is given twice; give one of them another id");
      }
    }
    if (rules.size() > MAX_RULES) {
      throw new RuleFileException("more than " + MAX_RULES + " rules; use fewer files");
    }
    return new Rules(rules);
  }

  /// The rules that clew brings along.
  public static Rules builtIn() {
    return BuiltIn.RULES;
  }

  /// These and a user's.
  ///
  /// @throws RuleFileException when an id is taken
  public Rules with(List<LogRule> more) {
    List<LogRule> all = new ArrayList<>(rules);
    all.addAll(more);
    return of(all);
  }

  /// These without one, which need not be there.
  public Rules without(String id) {
    return new Rules(rules.stream().filter(rule -> !rule.id().equals(id)).toList());
  }

  /// In their order.
  public List<LogRule> all() {
    return rules;
  }

  /// `sha256:…` over everything that the rules say, whatever files they came from and in whatever
  /// order.
  public String digest() {
    String known = digest;
    if (known == null) {
      known = digest(rules);
      digest = known;
    }
    return known;
  }

  private static String digest(List<LogRule> rules) {
    List<Json> all = new ArrayList<>();
    rules.stream()
        .sorted(Comparator.comparing(LogRule::id))
        .forEach(rule -> all.add(rule.toJson()));
    return Digest.ofJson("clew.rules.v1", new Json.Arr(all)).prefixed();
  }

  /// What the rules make of a message.
  ///
  /// @param bytes the message in UTF-8
  /// @param stream that it came from
  /// @param severity by its own word; null when it names none
  /// @param httpStatus by its own word; null when it names none
  /// @param written the record as it was written, with the frames of a stack trace
  public RuleVerdict judge(
      byte[] bytes,
      int from,
      int to,
      String stream,
      @Nullable Severity severity,
      @Nullable Integer httpStatus,
      Supplier<String> written) {
    int end = Math.min(to, from + MAX_SUBJECT_BYTES);
    long[] found = new long[(rulesOf.length >> 6) + 1];
    int[] byStatus = httpStatus == null ? null : ofStatus.get(httpStatus);
    boolean any = literals.find(bytes, from, end, found);
    if (!any && byStatus == null) {
      return RuleVerdict.UNKNOWN;
    }
    long[] candidates = candidates(found, byStatus);
    String text = null;
    RuleVerdict.Matched best = null;
    for (int word = 0; word < candidates.length; word++) {
      for (long rest = candidates[word]; rest != 0; rest &= rest - 1) {
        int number = (word << 6) + Long.numberOfTrailingZeros(rest);
        LogRule rule = rules.get(number);
        if (best != null && !isTie(best.rule(), rule)) {
          return best;
        }
        if (!has(number, found) || !holds(rule, stream, severity, httpStatus)) {
          continue;
        }
        if (text == null) {
          text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        }
        SortedMap<String, String> captures = match(rule, text);
        if (captures == null || !isIn(rule.trace(), written)) {
          continue;
        }
        if (best == null) {
          best = new RuleVerdict.Matched(rule, captures);
        } else if (!best.rule().saysTheSameAs(rule)) {
          return new RuleVerdict.Ambiguous(best.rule(), rule);
        }
      }
    }
    return best == null ? RuleVerdict.UNKNOWN : best;
  }

  /// Whether a rule could match if each number in the text were another one. An id is taken for no
  /// word: a rule that asks for `dead` does not mean one that has it.
  public boolean mayMatchWithOtherValues(byte[] bytes, int from, int to) {
    byte[] text = withoutNumbers(bytes, from, Math.min(to, from + MAX_SUBJECT_BYTES));
    long[] found = new long[(rulesOf.length >> 6) + 1];
    if (!withoutValues().find(text, 0, text.length, found)) {
      return false;
    }
    long[] candidates = candidates(found, null);
    for (int word = 0; word < candidates.length; word++) {
      for (long rest = candidates[word]; rest != 0; rest &= rest - 1) {
        if (has((word << 6) + Long.numberOfTrailingZeros(rest), found)) {
          return true;
        }
      }
    }
    return false;
  }

  private Literals withoutValues() {
    Literals known = withoutValues;
    if (known == null) {
      List<String> texts = new ArrayList<>();
      for (String literal : literalTexts) {
        byte[] bytes = literal.getBytes(StandardCharsets.UTF_8);
        texts.add(new String(withoutNumbers(bytes, 0, bytes.length), StandardCharsets.UTF_8));
      }
      known = new Literals(texts);
      withoutValues = known;
    }
    return known;
  }

  /// With `0` for each number.
  private static byte[] withoutNumbers(byte[] bytes, int from, int to) {
    byte[] text = new byte[to - from];
    int size = 0;
    for (int at = from; at < to; at++) {
      boolean isDigit = Bytes.isDigit(bytes[at]);
      if (!isDigit || size == 0 || text[size - 1] != '0') {
        text[size++] = isDigit ? (byte) '0' : bytes[at];
      }
    }
    return Arrays.copyOf(text, size);
  }

  private long[] candidates(long[] found, int @Nullable [] byStatus) {
    long[] candidates = new long[(rules.size() >> 6) + 1];
    for (int word = 0; word < found.length; word++) {
      for (long rest = found[word]; rest != 0; rest &= rest - 1) {
        set(candidates, rulesOf[(word << 6) + Long.numberOfTrailingZeros(rest)]);
      }
    }
    if (byStatus != null) {
      set(candidates, byStatus);
    }
    return candidates;
  }

  private static void set(long[] bits, int[] numbers) {
    for (int number : numbers) {
      bits[number >> 6] |= 1L << number;
    }
  }

  private static boolean isTie(LogRule best, LogRule next) {
    return best.tier() == next.tier() && best.specificity() == next.specificity();
  }

  private boolean has(int rule, long[] found) {
    for (int literal : literalsOf[rule]) {
      if ((found[literal >> 6] & 1L << literal) == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(
      LogRule rule, String stream, @Nullable Severity severity, @Nullable Integer httpStatus) {
    Severity atLeast = rule.atLeast();
    return (rule.stream() == null || rule.stream().equals(stream))
        && (atLeast == null || (severity != null && severity.compareTo(atLeast) >= 0))
        && (rule.httpStatus().isEmpty()
            || (httpStatus != null && rule.httpStatus().contains(httpStatus)));
  }

  private static boolean isIn(@Nullable LinePattern trace, Supplier<String> written) {
    return trace == null || trace.isIn(written.get());
  }

  /// The captures; null when the pattern does not fit.
  private static @Nullable SortedMap<String, String> match(LogRule rule, String text) {
    LinePattern pattern = rule.pattern();
    return pattern == null ? Collections.emptySortedMap() : pattern.find(text);
  }
}
