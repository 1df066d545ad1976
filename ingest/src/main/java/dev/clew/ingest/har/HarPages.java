package dev.clew.ingest.har;

import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The pages of an archive, and what was asked for each. Not thread-safe.
final class HarPages {
  private final HarStages stages = new HarStages();
  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final Map<Page, List<HarEntry>> entries = new LinkedHashMap<>();

  /// @param began null when it does not say
  record Page(int index, String title, StagePath path, @Nullable Timestamp began) {}

  HarPages(Json.Obj log) {
    for (Json.Obj said : log.objects("pages")) {
      String id = said.text("id", "");
      String title = said.text("title", id);
      Page page =
          new Page(
              pages.size(), title, stages.page(title), HarEntry.time(said.text("startedDateTime")));
      if (pages.putIfAbsent(id, page) == null) {
        entries.put(page, new ArrayList<>());
      }
    }
  }

  /// When the first of them began, if that was before.
  Timestamp firstBegan(Timestamp otherwise) {
    Timestamp first = otherwise;
    for (Page page : pages.values()) {
      Timestamp began = page.began();
      first = began != null && began.compareTo(first) < 0 ? began : first;
    }
    return first;
  }

  /// @param otherwise when a page does not say when it began
  void begin(BiConsumer<Page, Timestamp> each, Timestamp otherwise) {
    for (Page page : pages.values()) {
      Timestamp began = page.began();
      each.accept(page, began == null ? otherwise : began);
    }
  }

  void end(BiConsumer<Page, List<HarEntry>> each) {
    entries.forEach(each);
  }

  /// To be asked once for each.
  StagePath stageOf(HarEntry entry) {
    String id = entry.page();
    Page page = id == null ? null : pages.get(id);
    List<HarEntry> of = page == null ? null : entries.get(page);
    if (page == null || of == null) {
      return stages.of(entry, null);
    }
    of.add(entry);
    return stages.of(entry, page.path());
  }

  /// The name of the run: the host that was asked first, so that archives of one site are runs of
  /// one work.
  static String name(HarEntry first) {
    HarAddress address = HarAddress.parse(first.url());
    return address == null || address.host() == null ? "har" : address.host();
  }
}
