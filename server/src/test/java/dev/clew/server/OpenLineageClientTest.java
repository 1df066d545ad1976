package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import java.net.URI;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The client of OpenLineage for Java, as a job has it.
class OpenLineageClientTest {
  private static final String MESSAGE = "relation \"shop.orders\" does not exist";
  private static final ZonedDateTime BEGIN = ZonedDateTime.parse("2026-04-23T13:00:00.123456789Z");

  private final OpenLineage lineage =
      new OpenLineage(URI.create("https://github.com/shop/reports"));
  private final UUID run = UUID.fromString("0197c9de-0000-7000-8000-000000000742");
  private final UUID parent = UUID.fromString("0197c9de-0000-7000-8000-000000000001");
  private final TestServer server = TestServer.start();
  private OpenLineageClient client;

  @BeforeEach
  void connect() {
    HttpConfig config = new HttpConfig();
    config.setUrl(URI.create(server.url()));
    config.setCompression(HttpConfig.Compression.GZIP);
    client = OpenLineageClient.builder().transport(new HttpTransport(config)).build();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  private OpenLineage.RunEvent event(
      EventType type, int seconds, OpenLineage.RunFacetsBuilder facets) {
    var counted =
        lineage
            .newOutputDatasetOutputFacetsBuilder()
            .outputStatistics(lineage.newOutputStatisticsOutputDatasetFacet(42L, 4_096L, 1L))
            .build();
    var source =
        lineage.newInputDatasetBuilder().namespace("postgres://db:5432").name("shop.orders");
    var target =
        lineage
            .newOutputDatasetBuilder()
            .namespace("s3://reports")
            .name("daily")
            .outputFacets(counted);
    var started =
        lineage.newParentRunFacet(
            lineage.newParentRunFacetRunBuilder().runId(parent).build(),
            lineage.newParentRunFacetJobBuilder().namespace("shop").name("nightly").build(),
            null);
    return lineage
        .newRunEventBuilder()
        .eventType(type)
        .eventTime(BEGIN.plusSeconds(seconds))
        .run(lineage.newRun(run, facets.parent(started).build()))
        .job(lineage.newJobBuilder().namespace("shop").name("nightly.orders").build())
        .inputs(List.of(source.build()))
        .outputs(List.of(target.build()))
        .build();
  }

  private Json.Obj document() {
    return server.get("/api/v1/runs/" + run + "/document").json();
  }

  @Test
  void failingJob_isExplainedByItsErrorFacet() {
    client.emit(event(EventType.START, 0, lineage.newRunFacetsBuilder()));
    client.emit(
        event(
            EventType.FAIL,
            90,
            lineage
                .newRunFacetsBuilder()
                .errorMessage(
                    lineage.newErrorMessageRunFacet(
                        MESSAGE, "JAVA", "org.postgresql.util.PSQLException: " + MESSAGE))));

    Json.Obj dossier = server.get("/api/v1/runs/" + run + "/dossier").json();
    assertThat(dossier.object("blocker").text("headline")).isEqualTo("nightly.orders: " + MESSAGE);
    assertThat(document().object("run").text("status")).isEqualTo("failed");
    assertThat(document().object("run").text("created_at"))
        .isEqualTo("2026-04-23T13:00:00.123456789Z");
    assertThat(document().object("run").text("correlation_id")).isEqualTo(parent.toString());
    assertThat(document().object("run").text("name")).isEqualTo("nightly.orders");
  }

  @Test
  void completeJob_hasItsDatasetsAsArtifacts() {
    client.emit(event(EventType.START, 0, lineage.newRunFacetsBuilder()));
    client.emit(event(EventType.RUNNING, 30, lineage.newRunFacetsBuilder()));
    client.emit(event(EventType.COMPLETE, 60, lineage.newRunFacetsBuilder()));

    Json.Obj document = document();
    assertThat(document.object("run").text("status")).isEqualTo("succeeded");
    List<Json.Obj> artifacts = document.objects("artifacts");
    assertThat(artifacts)
        .extracting(artifact -> artifact.text("artifact_id"))
        .containsExactly("postgres://db:5432/shop.orders", "s3://reports/daily");
    assertThat(artifacts.getLast().whole("size_bytes")).isEqualTo(4_096);
    assertThat(server.get("/api/v1/runs/" + run + "/dossier").json().objects("absences")).isEmpty();
  }

  @Test
  void jobOfWhichOnlyTheStartCame_isRunning() {
    client.emit(event(EventType.START, 0, lineage.newRunFacetsBuilder()));

    assertThat(document().object("run").text("status")).isEqualTo("running");
  }

  @Test
  void jobAndDataset_withoutARun_areTakenAndNotKept() {
    client.emit(
        lineage
            .newJobEventBuilder()
            .eventTime(BEGIN)
            .job(lineage.newJobBuilder().namespace("shop").name("nightly.orders").build())
            .build());
    client.emit(
        lineage
            .newDatasetEventBuilder()
            .eventTime(BEGIN)
            .dataset(
                lineage.newStaticDatasetBuilder().namespace("s3://reports").name("daily").build())
            .build());

    assertThat(server.get("/api/v1/runs").json().list("runs")).isEmpty();
    assertThat(server.get("/metrics").text())
        .contains("clew_lineage_events_total{result=\"dropped\"} 2");
  }
}
