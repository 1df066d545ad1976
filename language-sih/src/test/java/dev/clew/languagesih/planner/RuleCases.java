package dev.clew.languagesih.planner;

import dev.clew.core.source.Rule;
import dev.clew.plan.input.Supplied;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Mistakes, each of which breaks one rule and nothing else. A subclass has those of one kind of
/// file or text, and adds them in its constructor.
abstract class RuleCases {
  static final String WORKFLOW =
      """
      version: "1.0"
      name: demo
      input:
        - {name: user, type: Text, required: false}
        - {name: count, type: Number, required: false}
        - {name: day, type: Date, required: false}
      stages:
        - name: first
          kind: Http
          apiRef: svc
          endpoint: /a
          httpVerb: GET
          output:
            accountId: "{{response.body.id}}"
        - name: second
          kind: Http
          apiRef: svc
          endpoint: "/b/{{stage:first.output.accountId}}"
          httpVerb: POST
          headers: {X-User: "{{input.user}}"}
          body: |
            {"id": "{{stage:first.output.accountId}}"}
      """;

  static final String CATALOG =
      """
      - version: "1.0"
        definitions:
          - name: svc
            baseUrl:
              local: http://127.0.0.1:1
              prod: https://svc.example.com
      """;

  record Case(
      Rule rule,
      String workflow,
      @Nullable String catalog,
      Map<String, String> baseUrls,
      Map<String, Supplied> inputs,
      String expected) {
    @Override
    public String toString() {
      return rule.id() + ": " + expected;
    }
  }

  private final List<Case> cases = new ArrayList<>();

  static List<Case> all() {
    List<Case> all = new ArrayList<>();
    for (RuleCases some :
        List.of(
            new YamlRuleCases(),
            new WorkflowRuleCases(),
            new TemplateRuleCases(),
            new InputRuleCases(),
            new CatalogRuleCases())) {
      all.addAll(some.cases);
    }
    return all;
  }

  final void add(Case one) {
    cases.add(one);
  }

  final void whole(Rule rule, String workflow, String expected) {
    cases.add(new Case(rule, workflow, CATALOG, Map.of(), Map.of(), expected));
  }

  final void workflow(Rule rule, String old, String replacement, String expected) {
    whole(rule, edited(WORKFLOW, old, replacement), expected);
  }

  final void inputs(Rule rule, Map<String, Supplied> inputs, String expected) {
    cases.add(new Case(rule, WORKFLOW, CATALOG, Map.of(), inputs, expected));
  }

  final void catalog(Rule rule, String catalog, String expected) {
    cases.add(new Case(rule, WORKFLOW, catalog, Map.of(), Map.of(), expected));
  }

  final void inCatalog(Rule rule, String old, String replacement, String expected) {
    catalog(rule, edited(CATALOG, old, replacement), expected);
  }

  static String edited(String text, String old, String replacement) {
    int at = text.indexOf(old);
    if (at < 0) {
      throw new IllegalArgumentException("not in the fixture: " + old);
    }
    return text.substring(0, at) + replacement + text.substring(at + old.length());
  }
}
