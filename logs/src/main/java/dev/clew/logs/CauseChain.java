package dev.clew.logs;

import dev.clew.logs.framing.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the chain of exceptions from the heads of a stack trace: from the one that came out to its
/// deepest cause. A suppressed exception is no cause.
final class CauseChain {
  static final int MAX_LINKS = 32;
  static final int MAX_MESSAGE_CHARS = 1_000;

  private static final String CAUSED_BY = "Caused by: ";
  private static final String CAUSE = "[cause]: ";
  private static final String IN_THREAD = "Exception in thread \"";
  private static final List<String> GO_PREFIXES = List.of("panic: ", "fatal error: ");
  private static final List<String> BEFORE_TYPE =
      List.of("Unhandled exception. ", "Uncaught ", "Unhandled Rejection: ");

  private CauseChain() {}

  /// @param heads without frames, at least one
  static List<CauseLink> of(Frame.Shape shape, List<String> heads) {
    List<CauseLink> links =
        switch (shape) {
          case LINE, NPM -> List.of();
          case TRACE -> trace(heads);
          case PYTHON -> python(heads);
          case GO -> go(heads);
        };
    return List.copyOf(links.subList(0, Math.min(MAX_LINKS, links.size())));
  }

  private static List<CauseLink> trace(List<String> heads) {
    List<CauseLink> links = new ArrayList<>();
    links.add(outermost(heads.getFirst()));
    for (String head : heads.subList(1, heads.size())) {
      String line = head.strip();
      if (head.startsWith(CAUSED_BY)) {
        links.add(link(head.substring(CAUSED_BY.length())));
      } else if (line.startsWith(CAUSE)) {
        links.add(link(line.substring(CAUSE.length())));
      }
    }
    return links;
  }

  /// The newest is printed last, except in a group, whose members are not each other's causes.
  private static List<CauseLink> python(List<String> heads) {
    List<CauseLink> links = new ArrayList<>();
    for (String head : heads.subList(1, heads.size())) {
      int from = 0;
      while (from < head.length() && (head.charAt(from) == ' ' || head.charAt(from) == '|')) {
        from++;
      }
      links.add(link(head.substring(from)));
    }
    if (heads.getFirst().contains("Exception Group Traceback")) {
      return links.subList(0, Math.min(1, links.size()));
    }
    Collections.reverse(links);
    return links;
  }

  /// A panic during a panic is printed below it.
  private static List<CauseLink> go(List<String> heads) {
    List<CauseLink> links = new ArrayList<>();
    for (String head : heads) {
      String line = head.strip();
      for (String prefix : GO_PREFIXES) {
        if (line.startsWith(prefix)) {
          String type = prefix.substring(0, prefix.length() - 2);
          links.add(new CauseLink(type, bounded(line.substring(prefix.length()))));
        }
      }
    }
    Collections.reverse(links);
    return links;
  }

  /// `type: message`, `type [CODE]: message` or `type` alone.
  private static CauseLink link(String text) {
    CauseLink typed = typed(text.strip());
    return typed == null ? new CauseLink(null, bounded(text.strip())) : typed;
  }

  private static @Nullable CauseLink typed(String text) {
    int end = 0;
    while (end < text.length() && isNameUnit(text.charAt(end))) {
      end++;
    }
    if (end == 0 || Character.isDigit(text.charAt(0))) {
      return null;
    }
    String type = text.substring(0, end);
    int colon = text.startsWith(" [", end) ? text.indexOf("]:", end) + 1 : end;
    if (end == text.length() || text.substring(end).isBlank() || text.startsWith(" {", end)) {
      return new CauseLink(type, "");
    }
    return colon > 0 && text.startsWith(":", colon)
        ? new CauseLink(type, bounded(text.substring(colon + 1).strip()))
        : null;
  }

  private static boolean isNameUnit(char unit) {
    return Character.isLetterOrDigit(unit)
        || unit == '.'
        || unit == '$'
        || unit == '_'
        || unit == '/';
  }

  /// The first line may have a log's header or a thread before the exception.
  private static CauseLink outermost(String head) {
    String text = head.strip();
    if (text.startsWith(IN_THREAD)) {
      int end = text.indexOf("\" ", IN_THREAD.length());
      text = end < 0 ? text : text.substring(end + 2);
    }
    for (String prefix : BEFORE_TYPE) {
      text = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
    CauseLink typed = typed(text);
    if (typed != null && isThrowable(typed)) {
      return typed;
    }
    for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
      CauseLink inner = typed(text.substring(space + 1));
      if (inner != null && isThrowable(inner)) {
        return inner;
      }
    }
    return typed == null ? new CauseLink(null, bounded(text)) : typed;
  }

  private static boolean isThrowable(CauseLink link) {
    String type = link.type();
    return type != null
        && (type.endsWith("Exception") || type.endsWith("Error") || type.endsWith("Throwable"));
  }

  private static String bounded(String text) {
    return LogRecord.bounded(text, MAX_MESSAGE_CHARS);
  }
}
