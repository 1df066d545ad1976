package dev.clew.languagesih.planner;

import dev.clew.languagesih.rule.SihRule;
import java.util.Map;

/// Mistakes in a catalog.
final class CatalogRuleCases extends RuleCases {
  CatalogRuleCases() {
    catalog(
        SihRule.CATALOG_NOT_A_LIST,
        "version: 1",
        "c:1:1: a catalog is a list of versions ('- version: …'), not a mapping");
    add(
        new Case(
            SihRule.CATALOG_MISSING,
            WORKFLOW,
            null,
            Map.of(),
            Map.of(),
            "w:10:13: api 'svc' has no base URL: there is no catalog and no base URL was given for it"));
    add(
        new Case(
            SihRule.CATALOG_EMPTY,
            WORKFLOW,
            "[]",
            Map.of("svc", "http://h"),
            Map.of(),
            "c:1:1: the catalog has no versions"));
    inCatalog(
        SihRule.CATALOG_UNKNOWN_KEY,
        "    baseUrl:",
        "    baseURI: x\n      baseUrl:",
        "c:4:7: unknown key 'baseURI' in the definition; did you mean 'baseUrl'?");
    inCatalog(
        SihRule.CATALOG_MISSING_KEY,
        "definitions:",
        "definitions:\n    - {name: other}",
        "c:3:7: the definition has no 'baseUrl'");
    inCatalog(
        SihRule.CATALOG_WRONG_TYPE,
        "definitions:",
        "definitions:\n    - nothing",
        "c:3:7: a definition must be a mapping, not text");
    inCatalog(
        SihRule.CATALOG_WRONG_VALUE,
        "baseUrl:",
        "port: 99999\n      baseUrl:",
        "c:4:13: 'port' must be a whole number from 1 to 65535");
    inCatalog(
        SihRule.CATALOG_DUPLICATE_NAME,
        "definitions:",
        "definitions:\n    - {name: SVC, baseUrl: {local: http://h}}",
        "c:4:13: definition 'svc' is given twice; names ignore case");
    inCatalog(
        SihRule.CATALOG_OTHER_VERSION,
        "\"1.0\"",
        "\"1.1\"",
        "w:1:10: the catalog has no version '1.0'; version '1.1' is used");
    inCatalog(
        SihRule.CATALOG_UNKNOWN_DEFINITION,
        "name: svc",
        "name: svcs",
        "w:10:13: the catalog has no definition 'svc'; did you mean 'svcs'?");
    add(
        new Case(
            SihRule.WORKFLOW_LATE_PATH,
            """
            version: "1.0"
            name: w
            references: {workflows: [{name: kid, path: "{{context:dir}}/kid.workflow"}]}
            stages:
              - {name: k, kind: Workflow, workflowRef: kid, mock: {output: {a: b}}}
            """,
            null,
            Map.of(),
            Map.of(),
            "w:3:45: the path of workflow 'kid' is known only while the run goes on: neither it nor"
                + " its stages were checked"));
    String asking =
        """
        version: "1.0"
        name: w
        stages:
          - {name: ask, kind: LLM, config: {connectionRef: my-llm, model: m, prompt: hi}}
        """;
    String connections =
        """
        - version: "1.0"
          connections:
            - {name: my-lm, type: llm, provider: other, baseUrl: {prod: "http://h"}}
        """;
    add(
        new Case(
            SihRule.CATALOG_UNKNOWN_CONNECTION,
            asking,
            connections,
            Map.of(),
            Map.of(),
            "w:4:52: the catalog has no connection 'my-llm', so that nothing is known to send to;"
                + " did you mean 'my-lm'?"));
    add(
        new Case(
            SihRule.CATALOG_UNKNOWN_CONNECTION,
            asking,
            null,
            Map.of(),
            Map.of(),
            "w:4:52: there is no catalog with a connection 'my-llm', so that nothing is known to send"
                + " to"));
    add(
        new Case(
            SihRule.CATALOG_NO_BASE_URL,
            asking.replace("my-llm", "my-lm"),
            connections,
            Map.of(),
            Map.of(),
            "c:3:14: connection 'my-lm' has no base URL for environment 'local'; it has prod"));
    add(
        new Case(
            SihRule.CATALOG_PROVIDER,
            asking.replace("my-llm", "my-lm"),
            connections.replace("prod", "local"),
            Map.of(),
            Map.of(),
            "w:4:52: connection 'my-lm' is of the provider 'other', whose protocol is not spoken;"
                + " 'openai' and what is compatible with it is"));
    inCatalog(
        SihRule.CATALOG_UNKNOWN_LATENCY_PROFILE,
        "baseUrl:",
        "latencyProfile: trafic\n      baseUrl:",
        "c:3:13: there is no latency profile 'trafic' of definition 'svc', neither in this version of the catalog nor in the workflow");
    inCatalog(
        SihRule.CATALOG_NO_BASE_URL,
        "local:",
        "lcoal:",
        "c:3:13: definition 'svc' has no base URL for environment 'local'; it has lcoal, prod; did you mean 'lcoal'?");
    inCatalog(
        SihRule.CATALOG_OTHER_ENVIRONMENT,
        "baseUrl:",
        "openApiUrl: '{{baseUrl.prd}}/o'\n      baseUrl:",
        "c:4:19: {{baseUrl.prd}}: there is no base URL for that environment here; that of the run is"
            + " used; did you mean 'prod'?");
    inCatalog(
        SihRule.CATALOG_BAD_URL,
        "http://127",
        "ftp://127",
        "c:5:16: the base URL of 'svc' is wrong: it does not start with http:// or https://");
    inCatalog(
        SihRule.CATALOG_BAD_URL,
        "http://127.0.0.1:1",
        "'http://{{env:HOST}}'",
        "c:5:16: {{env:HOST}} in a base URL is not set");
    add(
        new Case(
            SihRule.CATALOG_UNKNOWN_OVERRIDE,
            WORKFLOW,
            CATALOG,
            Map.of("scv", "http://h"),
            Map.of(),
            "base URL: a base URL is given for 'scv', which is not an API here; did you mean 'svc'?"));
  }
}
