package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.BaseUrl;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The job itself started. Without a claim this ends the queue. Whatever else a producer says here
/// is a fact of the attempt and counts as its configuration.
///
/// The kinds: `run_started`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record AttemptStarted(Json.Obj attributes) implements Fact {
  public static final Attribute<Long> ATTEMPT =
      Attribute.whole("attempt", "From 1; absent: by its place in the ledger.")
          .by(Writer.RUN, Writer.EXEC, Writer.IMPORT, Writer.CI_LOG)
          .that(Trait.NOT_COMPARED, Trait.OF_ENGINE);

  public static final Attribute<String> ATTEMPT_OF =
      Attribute.text("attempt_of", "The attempt that this one repeats.")
          .by(Writer.RUN, Writer.EXEC)
          .that(Trait.NOT_COMPARED, Trait.OF_ENGINE);

  public static final Attribute<String> REPLAY_FROM =
      Attribute.text("replay_from", "The stage at which it starts; absent: at the first.")
          .by(Writer.RUN, Writer.EXEC)
          .that(Trait.NOT_COMPARED, Trait.OF_ENGINE);

  public static final Attribute<String> REPLAY_OF =
      Attribute.text("replay_of", "The run whose definition and inputs it takes.")
          .by(Writer.RUN)
          .that(Trait.OF_ENGINE);

  public static final Attribute<List<String>> AGAIN =
      Attribute.texts(
              "again", "The words that run it again, for people, without those that name a secret.")
          .by(Writer.RUN, Writer.EXEC)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<Asked> REQUEST =
      Attribute.part(
              "request", Asked.TYPE, "What was asked for; it is run again from this. No secrets.")
          .by(Writer.RUN, Writer.EXEC)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<List<ProvidedFrom>> PROVIDED_FROM =
      Attribute.parts(
              "provided_from",
              ProvidedFrom.TYPE,
              "Where a value came from that is not among the words.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> CWD =
      Attribute.text("cwd", "The working folder.").by(Writer.EXEC);

  public static final Attribute<String> HOST =
      Attribute.text("host", "The host.").by(Writer.RUN, Writer.EXEC).that(Trait.OF_PRODUCER);

  public static final Attribute<String> HOSTNAME =
      Attribute.text("hostname", "As `host`.").by(Writer.OTHERS).that(Trait.OF_PRODUCER);

  public static final Attribute<String> USER =
      Attribute.text("user", "Whose process it is.").by(Writer.OTHERS).that(Trait.OF_PRODUCER);

  public static final Attribute<Json> COMMAND =
      Attribute.json("command", "The words of the command.")
          .by(Writer.OTHERS)
          .that(Trait.OF_PRODUCER);

  public static final Attribute<String> INVOCATION_ID =
      Attribute.text("invocation_id", "The invocation, as the producer calls it.")
          .by(Writer.OTHERS)
          .that(Trait.OF_PRODUCER);

  public static final Attribute<String> PARENT_RUN_ID =
      Attribute.text("parent_run_id", "The run that started this one.")
          .by(Writer.RUN, Writer.EXEC, Writer.LINEAGE);

  public static final Attribute<String> PARENT_ATTEMPT_ID =
      Attribute.text("parent_attempt_id", "The attempt of the run that started this one.")
          .by(Writer.RUN, Writer.EXEC);

  public static final Attribute<String> PARENT_STAGE =
      Attribute.text("parent_stage", "The stage of that run which was open then.")
          .by(Writer.RUN, Writer.EXEC, Writer.LINEAGE);

  public static final Attribute<String> ROOT_RUN_ID =
      Attribute.text("root_run_id", "The first of the runs that started one another.")
          .by(Writer.LINEAGE);

  public static final Attribute<List<SecretDigest>> SECRETS =
      Attribute.parts("secrets", SecretDigest.TYPE, "The secrets that it was given.")
          .by(Writer.RUN, Writer.EXEC)
          .that(Trait.NOT_COMPARED);

  public static final Attribute<String> CLEW_VERSION =
      Attribute.text("clew_version", "Of the clew that recorded it.").by(Writer.RUN, Writer.EXEC);

  public static final Attribute<String> JAVA_VERSION =
      Attribute.text("java_version", "Of the Java that clew ran on.").by(Writer.RUN, Writer.EXEC);

  public static final Attribute<String> OS =
      Attribute.text("os", "Name and architecture.").by(Writer.RUN, Writer.EXEC);

  public static final Attribute<String> SEED =
      Attribute.text("seed", "Of the random values, in decimal digits.")
          .by(Writer.RUN)
          .that(Trait.OF_PRODUCER, Trait.OF_ENGINE);

  public static final Attribute<Boolean> STRICT =
      Attribute.flag("strict", "Whether a value that is not there fails the stage.")
          .by(Writer.RUN)
          .that(Trait.OF_ENGINE);

  public static final Attribute<String> CAPTURE_HTTP =
      Attribute.text("capture_http", "How much of calls is recorded: `none`, `headers`, `bodies`.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED, Trait.OF_ENGINE);

  public static final Attribute<List<BaseUrl>> BASE_URLS =
      Attribute.parts("base_urls", BaseUrl.TYPE, "Where the APIs are.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED, Trait.OF_ENGINE);

  public static final Attribute<Boolean> MOCKED =
      Attribute.flag("mocked", "Mocks answer in the place of services.")
          .by(Writer.RUN)
          .that(Trait.OF_ENGINE);

  public static final Attribute<List<String>> CALLED_UNMOCKED =
      Attribute.texts(
              "called_unmocked",
              "The stages of a mocked run that are called all the same; absent: none is.")
          .by(Writer.RUN);

  public static final Attribute<MockedBy> MOCKED_BY =
      Attribute.part(
              "mocked_by",
              MockedBy.TYPE,
              "The recorded run that answers in the place of services; absent: none does.")
          .by(Writer.RUN);

  public static final Attribute<Boolean> DEBUG =
      Attribute.flag("debug", "It was asked for everything that can be said.")
          .by(Writer.RUN)
          .that(Trait.OF_ENGINE);

  public static final Attribute<Boolean> STRICT_CONTRACT =
      Attribute.flag("strict_contract", "An answer that breaks its contract fails the stage.")
          .by(Writer.RUN)
          .that(Trait.OF_ENGINE);

  public static final Attribute<Boolean> ASSERTIONS_BLOCK =
      Attribute.flag(
              "assertions_block", "What the command line said of assertions; absent: nothing.")
          .by(Writer.RUN)
          .that(Trait.OF_ENGINE);

  public static final Attribute<ImportedFrom> IMPORTED =
      Attribute.part("imported", ImportedFrom.TYPE, "Which report it was taken from.")
          .by(Writer.IMPORT);

  public static final Attribute<String> STARTED_AT =
      Attribute.text("started_at", "When it began.").by(Writer.OTHERS).that(Trait.NOT_COMPARED);

  public static final Attribute<Long> PID =
      Attribute.whole("pid", "The process.")
          .by(Writer.RUN)
          .that(Trait.NOT_COMPARED, Trait.OF_PRODUCER);

  public static final Attribute<Long> PPID =
      Attribute.whole("ppid", "Its parent.")
          .by(Writer.OTHERS)
          .that(Trait.NOT_COMPARED, Trait.OF_PRODUCER);

  public static final Attribute<Json.Obj> RESOURCE =
      Attribute.object("resource", "Who runs it, as OpenTelemetry says: process, host, service.")
          .by(Writer.OTLP)
          .that(Trait.NOT_COMPARED, Trait.OF_PRODUCER);

  public static final FactType TYPE =
      new FactType(
              "AttemptStarted",
              List.of(Kind.RUN_STARTED),
              "The job itself started. Without a claim this ends the queue. Whatever else a producer says here is a fact of the attempt and counts as its configuration.",
              List.of(
                  ATTEMPT,
                  ATTEMPT_OF,
                  REPLAY_FROM,
                  REPLAY_OF,
                  AGAIN,
                  REQUEST,
                  PROVIDED_FROM,
                  CWD,
                  HOST,
                  HOSTNAME,
                  USER,
                  COMMAND,
                  INVOCATION_ID,
                  PARENT_RUN_ID,
                  PARENT_ATTEMPT_ID,
                  PARENT_STAGE,
                  ROOT_RUN_ID,
                  SECRETS,
                  CLEW_VERSION,
                  JAVA_VERSION,
                  OS,
                  SEED,
                  STRICT,
                  CAPTURE_HTTP,
                  BASE_URLS,
                  MOCKED,
                  CALLED_UNMOCKED,
                  MOCKED_BY,
                  DEBUG,
                  STRICT_CONTRACT,
                  ASSERTIONS_BLOCK,
                  IMPORTED,
                  STARTED_AT,
                  PID,
                  PPID,
                  RESOURCE))
          .ofClewAlone();

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static AttemptStarted from(Event event) {
    return new AttemptStarted(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable Long attempt() {
    return get(ATTEMPT);
  }

  public @Nullable String attemptOf() {
    return get(ATTEMPT_OF);
  }

  public @Nullable String replayFrom() {
    return get(REPLAY_FROM);
  }

  public @Nullable String replayOf() {
    return get(REPLAY_OF);
  }

  public List<String> again() {
    return get(AGAIN, List.of());
  }

  public @Nullable Asked request() {
    return get(REQUEST);
  }

  public List<ProvidedFrom> providedFrom() {
    return get(PROVIDED_FROM, List.of());
  }

  public @Nullable String cwd() {
    return get(CWD);
  }

  public @Nullable String host() {
    return get(HOST);
  }

  public @Nullable String hostname() {
    return get(HOSTNAME);
  }

  public @Nullable String user() {
    return get(USER);
  }

  public @Nullable Json command() {
    return get(COMMAND);
  }

  public @Nullable String invocationId() {
    return get(INVOCATION_ID);
  }

  public @Nullable String parentRunId() {
    return get(PARENT_RUN_ID);
  }

  public @Nullable String parentAttemptId() {
    return get(PARENT_ATTEMPT_ID);
  }

  public @Nullable String parentStage() {
    return get(PARENT_STAGE);
  }

  public @Nullable String rootRunId() {
    return get(ROOT_RUN_ID);
  }

  public List<SecretDigest> secrets() {
    return get(SECRETS, List.of());
  }

  public @Nullable String clewVersion() {
    return get(CLEW_VERSION);
  }

  public @Nullable String javaVersion() {
    return get(JAVA_VERSION);
  }

  public @Nullable String os() {
    return get(OS);
  }

  public @Nullable String seed() {
    return get(SEED);
  }

  public boolean strict() {
    return get(STRICT, false);
  }

  public @Nullable String captureHttp() {
    return get(CAPTURE_HTTP);
  }

  public List<BaseUrl> baseUrls() {
    return get(BASE_URLS, List.of());
  }

  public boolean mocked() {
    return get(MOCKED, false);
  }

  public List<String> calledUnmocked() {
    return get(CALLED_UNMOCKED, List.of());
  }

  public @Nullable MockedBy mockedBy() {
    return get(MOCKED_BY);
  }

  public boolean debug() {
    return get(DEBUG, false);
  }

  public boolean strictContract() {
    return get(STRICT_CONTRACT, false);
  }

  public boolean assertionsBlock() {
    return get(ASSERTIONS_BLOCK, false);
  }

  public @Nullable ImportedFrom imported() {
    return get(IMPORTED);
  }

  public @Nullable String startedAt() {
    return get(STARTED_AT);
  }

  public @Nullable Long pid() {
    return get(PID);
  }

  public @Nullable Long ppid() {
    return get(PPID);
  }

  public Json.Obj resource() {
    return get(RESOURCE, Json.EMPTY_OBJECT);
  }
}
