package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.clew.cli.demo.DemoServices;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.document.ReportDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The workflow of the seed, character for character, in a folder of its own.
final class Onboarding {
  static final String FILE = "customer-onboarding.workflow";
  static final String CREATE = "/api/accounts";
  static final String TOKEN = "/api/auth/tokens";
  static final String PAYMENT = "/api/customers";
  static final String ACTIVATE = "/api/subscriptions";
  static final String MAIL = "/api/emails/send";
  static final List<String> PATHS = List.of(CREATE, TOKEN, PAYMENT, ACTIVATE, MAIL);
  static final List<String> STAGES =
      List.of(
          "create-account",
          "issue-jwt",
          "setup-payment",
          "activate-subscription",
          "send-welcome-email");

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema(), InputFormat.JSON);

  private Onboarding() {}

  static String text() {
    return resource(FILE);
  }

  private static String resource(String name) {
    try (InputStream in = DemoServices.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Workflow and catalog in the folder.
  static Path unpack(Path folder) throws IOException {
    Files.writeString(folder.resolve("api.catalog"), resource("api.catalog"));
    return Files.writeString(folder.resolve(FILE), text());
  }

  /// A service where all of it works.
  static Service working() {
    return new Service()
        .answers(CREATE, Service.Answer.json(201, "{\"id\":\"ACC-47291\"}"))
        .answers(TOKEN, Service.Answer.json(200, "{\"token\":\"tok-77aa88bb99cc\"}"))
        .answers(PAYMENT, Service.Answer.json(201, "{\"id\":\"cus_abc123\"}"))
        .answers(ACTIVATE, Service.Answer.json(201, "{\"id\":\"sub_1\",\"status\":\"active\"}"))
        .answers(MAIL, Service.Answer.json(202, "{\"queued\":true}"));
  }

  /// `run` with the inputs, and every API at that URL.
  static String[] run(String url, String... more) {
    return run(
        Map.of("accounts", url, "auth", url, "payment", url, "notifications", url),
        "plan_premium",
        more);
  }

  static String[] run(Map<String, String> urls, String plan, String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", FILE));
    arguments.addAll(List.of("--input", "email=ada@example.com", "--input", "planId=" + plan));
    urls.forEach((api, url) -> arguments.addAll(List.of("--base-url", api + "=" + url)));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /// The only file below the folder whose name ends so.
  static Path only(Path folder, String suffix) {
    List<Path> found = all(folder, suffix);
    if (found.size() != 1) {
      throw new AssertionError("not one file *" + suffix + " but " + found);
    }
    return found.getFirst();
  }

  static List<Path> all(Path folder, String suffix) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> path.toString().endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The only report below the folder, which the schema must not have anything against.
  static Json.Obj document(Path folder) {
    String text = read(only(folder, ".report.json"));
    assertThat(SCHEMA.validate(text, InputFormat.JSON))
        .as("what the schema has against it")
        .isEmpty();
    try {
      return (Json.Obj) JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      throw new AssertionError(e);
    }
  }

  private static String schema() {
    try (InputStream in = ReportDocument.class.getResourceAsStream("report.schema.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
