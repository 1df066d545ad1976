package dev.clew.languagesih;

import dev.clew.core.source.SourceFile;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.scope.EnvironmentVariables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The fixtures of this module.
public final class TestWorkflows {
  public static final String FILE = "customer-onboarding.workflow";

  public static final SourceFile CATALOG =
      new SourceFile(
          "api.catalog",
          """
          - version: "3.11"
            definitions:
              - name: accounts
                baseUrl: {local: "http://127.0.0.1:8081", prod: "https://accounts.example.com"}
              - name: auth
                baseUrl: {local: "http://127.0.0.1:8082"}
              - name: payment
                baseUrl: {local: "http://127.0.0.1:8083/"}
                basePath: /v1/
              - name: notifications
                baseUrl: {local: "http://127.0.0.1:8084"}
                port: 9084
          """);

  public static final Map<String, Supplied> INPUTS =
      Map.of(
          "email", new Supplied.Text("ann@example.com", "--input"),
          "planId", new Supplied.Text("premium", "--input"));

  private TestWorkflows() {}

  public static String seed() {
    try (InputStream in = TestWorkflows.class.getResourceAsStream("/" + FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the test resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TestRequest request(String workflow) {
    return new TestRequest(
        new SourceFile(FILE, workflow),
        new PlanRequest(CATALOG, "local", Map.of(), INPUTS, EnvironmentVariables.NONE));
  }
}
