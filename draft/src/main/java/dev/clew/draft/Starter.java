package dev.clew.draft;

import dev.clew.draft.text.DraftText;
import dev.clew.draft.text.YamlWriter;

/// The files for somebody who has nothing yet: two stages that show inputs, outputs and a catalog,
/// in the manner of `clew demo`.
final class Starter {
  static final String NAME = "first";
  static final String API = "accounts";

  private Starter() {}

  /// @param name already safe
  static DraftText text(String name, String environment) {
    return new DraftText(
        WORKFLOW.replace("NAME", name), CATALOG.replace("\"ENV\"", YamlWriter.quoted(environment)));
  }

  private static final String WORKFLOW =
      """
      # A first workflow. Edit what is marked with <- and run it again.
      version: "1.0"
      name: "NAME"
      description: "Creates an account and reads it back"
      input:
        - name: "email"                       # each run is given one
          type: "Text"
        - name: "token"
          type: "Text"
          secret: true                        # kept out of ledgers and reports
      stages:
        - name: "create-account"
          kind: "Endpoint"
          apiRef: "accounts"                  # a definition of api.catalog
          endpoint: "/api/accounts"           # <- the path of your service
          httpVerb: "POST"
          headers:
            Authorization: "Bearer {{input.token}}"
          body: |
            {
              "email": "{{input.email}}"
            }
          expectedStatus: 201                 # without it, any 2xx is a success
          output:
            accountId: "{{response.body.id}}" # <- where the answer has the identifier
        - name: "read-account"
          kind: "Endpoint"
          apiRef: "accounts"
          endpoint: "/api/accounts/{{stage:create-account.output.accountId}}"
          httpVerb: "GET"
          headers:
            Authorization: "Bearer {{input.token}}"
      endStage:
        output:
          accountId: "{{stage:create-account.output.accountId}}"
      """;

  private static final String CATALOG =
      """
      # Where the services are, by environment
      - version: "1.0"
        definitions:
          - name: "accounts"
            baseUrl:
              "ENV": "http://127.0.0.1:8080" # <- the address of your service
      """;
}
