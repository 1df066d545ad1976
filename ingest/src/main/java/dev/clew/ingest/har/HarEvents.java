package dev.clew.ingest.har;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ImportedFrom;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.ingest.file.FileTelling;
import dev.clew.ingest.file.NotReadable;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An HTTP Archive as a run: each exchange is a stage with its call, in the order in which they
/// began. One with a status from 400 on, or without an answer, has failed, and so has the run.
public final class HarEvents {
  private static final String FORMAT = "har";
  private static final String FAILED = "failed";

  /// `har.entries`.
  public static final int MOST_ENTRIES = 20_000;

  private final FileTelling telling;
  private final Json.Obj log;
  private final String file;
  private final List<HarEntry> entries;
  private final HarPages pages;

  private HarEvents(Json.Obj log, String digest, String file, PushedEvents.Said said) {
    this.telling = new FileTelling(FORMAT, digest, said);
    this.log = log;
    this.file = file;
    List<HarEntry> all = new ArrayList<>();
    for (Json.Obj entry : log.objects("entries")) {
      all.add(HarEntry.of(all.size(), entry));
    }
    all.sort(Comparator.comparing(this::began));
    this.entries = List.copyOf(all);
    this.pages = new HarPages(log);
  }

  /// @param file its name, for people
  /// @param said whose events they are; they came when the file was written
  public static List<PushedEvent> read(byte[] bytes, String file, PushedEvents.Said said)
      throws NotReadable {
    Json.Obj log;
    try {
      log =
          JsonText.parseLarge(bytes) instanceof Json.Obj all
              ? all.object("log")
              : Json.EMPTY_OBJECT;
    } catch (JsonText.Malformed e) {
      throw NotReadable.json(e);
    }
    int count = log.list("entries").size();
    if (count == 0) {
      throw NotReadable.because("an archive without an exchange: log.entries is empty");
    }
    if (count > MOST_ENTRIES) {
      throw NotReadable.because(count + " exchanges are over har.entries = " + MOST_ENTRIES);
    }
    return new HarEvents(log, Digest.sha256(bytes).hex(), file, said).told();
  }

  private Timestamp began(HarEntry entry) {
    Timestamp began = entry.began();
    return began == null ? telling.otherwise() : began;
  }

  private Timestamp ended(HarEntry entry) {
    return began(entry).plus(entry.took());
  }

  private List<PushedEvent> told() {
    Timestamp first = pages.firstBegan(began(entries.getFirst()));
    Timestamp last = entries.stream().map(this::ended).max(Comparator.naturalOrder()).orElse(first);
    begun(first);
    pages.begin(this::pageStarted, first);
    for (HarEntry entry : entries) {
      exchange(entry, pages.stageOf(entry));
    }
    pages.end((page, of) -> pageEnded(page, of, first));
    HarEntry broken = entries.stream().filter(HarEntry::isFailed).findFirst().orElse(null);
    finished(last, broken);
    return telling.events();
  }

  private void begun(Timestamp at) {
    String name = HarPages.name(entries.getFirst());
    telling.add(
        telling.draft(Kind.RUN_CREATED, "created", at).summary(name),
        new Attributes().with(RunCreated.NAME, name));
    ImportedFrom from =
        new ImportedFrom(
            new Attributes()
                .with(ImportedFrom.FROM, FORMAT)
                .with(ImportedFrom.FILE, file)
                .with(ImportedFrom.TOOL_VERSION, creator())
                .build());
    telling.add(
        telling.draft(Kind.RUN_STARTED, "started", at).summary(name),
        new Attributes().with(AttemptStarted.IMPORTED, from));
  }

  private @Nullable String creator() {
    Json.Obj creator = log.object("creator");
    String name = creator.text("name");
    return name == null ? null : (name + " " + creator.text("version", "")).strip();
  }

  private void finished(Timestamp at, @Nullable HarEntry broken) {
    SaidError error = broken == null ? null : error(broken);
    telling.add(
        telling
            .draft(Kind.RUN_FINISHED, "finished", at)
            .summary(error == null ? StageEnded.SUCCEEDED : error.message()),
        new Attributes()
            .with(RunEnded.STATUS, error == null ? StageEnded.SUCCEEDED : FAILED)
            .with(RunEnded.ERROR, error));
  }

  private void pageStarted(HarPages.Page page, Timestamp at) {
    telling.add(
        telling
            .draft(Kind.STAGE_STARTED, "page " + page.index(), at)
            .stage(page.path())
            .summary(page.path().name()),
        new Attributes().with(StageStarted.KIND, "page"));
  }

  /// One without an exchange ends when it began.
  ///
  /// @param otherwise when a page does not say when it began
  private void pageEnded(HarPages.Page page, List<HarEntry> of, Timestamp otherwise) {
    Timestamp began = page.began();
    Timestamp end =
        of.stream()
            .map(this::ended)
            .max(Comparator.naturalOrder())
            .orElse(began == null ? otherwise : began);
    HarEntry broken = of.stream().filter(HarEntry::isFailed).findFirst().orElse(null);
    ended(page.path(), "page ended " + page.index(), end, broken);
  }

  private void exchange(HarEntry entry, StagePath path) {
    String part = "entry " + entry.index();
    telling.add(
        telling
            .draft(Kind.STAGE_STARTED, part + " started", began(entry))
            .stage(path)
            .summary(path.name()),
        new Attributes().with(StageStarted.KIND, ToolCallStarted.HTTP));
    called(entry, path, part);
    answered(entry, path, part);
    ended(path, part + " ended", ended(entry), entry.isFailed() ? entry : null);
  }

  private void ended(StagePath path, String part, Timestamp at, @Nullable HarEntry broken) {
    SaidError error = broken == null ? null : error(broken);
    Kind kind = error == null ? Kind.STAGE_COMPLETED : Kind.STAGE_FAILED;
    telling.add(
        telling
            .draft(kind, part, at)
            .stage(path)
            .summary(error == null ? StageEnded.SUCCEEDED : error.message()),
        new Attributes()
            .with(StageEnded.OUTCOME, error == null ? StageEnded.SUCCEEDED : null)
            .with(StageEnded.HTTP_STATUS, broken == null ? null : broken.status())
            .with(StageEnded.ERROR, error));
  }

  private void called(HarEntry entry, StagePath path, String part) {
    Payload body = entry.sent();
    Event.Builder draft =
        telling
            .draft(Kind.TOOL_CALL_STARTED, part + " call", began(entry))
            .stage(path)
            .toolCall("call_" + entry.index())
            .summary(entry.method() + " " + entry.url());
    Json.Obj posted = entry.request().object("postData");
    telling.add(
        draft,
        new Attributes()
            .with(ToolCallStarted.CALL_TYPE, ToolCallStarted.HTTP)
            .with(ToolCallStarted.SAFE, entry.isSafe())
            .with(ToolCallStarted.METHOD, entry.method())
            .with(ToolCallStarted.URL, entry.url())
            .with(ToolCallStarted.HEADERS, HarEntry.headers(entry.request()))
            .with(ToolCallStarted.CONTENT_TYPE, posted.text("mimeType"))
            .with(ToolCallStarted.BODY, HarEntry.body(body, posted)),
        body);
  }

  private void answered(HarEntry entry, StagePath path, String part) {
    Long status = entry.status();
    Payload body = entry.answered();
    Event.Builder draft =
        telling
            .draft(
                status == null ? Kind.TOOL_CALL_FAILED : Kind.TOOL_CALL_COMPLETED,
                part + " answer",
                ended(entry))
            .stage(path)
            .toolCall("call_" + entry.index())
            .took(entry.took())
            .summary(
                status == null ? error(entry).message() : entry.method() + " answered " + status);
    if (status == null) {
      draft.severity(Severity.ERROR);
    }
    telling.add(
        draft,
        new Attributes()
            .with(ToolCallEnded.CALL_TYPE, ToolCallStarted.HTTP)
            .with(ToolCallEnded.HTTP_STATUS, status)
            .with(ToolCallEnded.HTTP_VERSION, entry.response().text("httpVersion"))
            .with(ToolCallEnded.REMOTE_ADDRESS, entry.entry().text("serverIPAddress"))
            .with(ToolCallEnded.HEADERS, HarEntry.headers(entry.response()))
            .with(ToolCallEnded.CONTENT_TYPE, entry.response().object("content").text("mimeType"))
            .with(ToolCallEnded.BODY, HarEntry.body(body, entry.response().object("content")))
            .with(ToolCallEnded.CONNECT, entry.connect())
            .with(ToolCallEnded.FIRST_BYTE, entry.firstByte())
            .with(ToolCallEnded.ERROR, status == null ? error(entry) : null),
        body);
  }

  private static SaidError error(HarEntry entry) {
    Long status = entry.status();
    return status == null
        ? SaidError.of("no_answer", entry.method() + " got no answer: " + entry.fault())
        : SaidError.of("http_" + status, "answered " + status + reason(entry));
  }

  private static String reason(HarEntry entry) {
    String words = entry.response().text("statusText", "").strip();
    return words.isEmpty() ? "" : " " + words.toLowerCase(Locale.ROOT);
  }
}
