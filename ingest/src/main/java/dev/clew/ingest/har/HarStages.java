package dev.clew.ingest.har;

import dev.clew.core.event.StagePath;
import dev.clew.ingest.file.StageVisits;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The stages of an archive: one for each page, and in it, or outside of all, one for each exchange
/// (`POST api orders`); the second of a name is its second visit. Not thread-safe.
final class HarStages {
  private static final int MOST_CHARS = 80;

  private final StageVisits visits = new StageVisits();

  /// @param page null outside of all pages
  StagePath of(HarEntry entry, @Nullable StagePath page) {
    return visits.next(page, name(entry));
  }

  /// The page of that title, which often is its address; another of the same name is another visit
  /// of it.
  StagePath page(String title) {
    String words = title.startsWith("http") ? words(title) : title.strip();
    return visits.next(null, words.isEmpty() ? "page" : cut(words));
  }

  /// The words of the path, or the host when there are none: a slash is a level of stages.
  private static String name(HarEntry entry) {
    return cut((entry.method() + " " + words(entry.url())).strip());
  }

  private static String words(String address) {
    HarAddress url = HarAddress.parse(address);
    if (url == null) {
      return "address";
    }
    StringJoiner words = new StringJoiner(" ");
    for (String word : url.path().split("/", -1)) {
      if (!word.isBlank()) {
        words.add(word);
      }
    }
    if (words.length() == 0 && url.host() != null) {
      words.add(url.host());
    }
    return words.toString();
  }

  private static String cut(String name) {
    if (name.length() <= MOST_CHARS) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
    return name.substring(0, end);
  }
}
