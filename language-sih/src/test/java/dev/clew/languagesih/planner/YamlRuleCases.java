package dev.clew.languagesih.planner;

import dev.clew.yaml.YamlRule;

/// Mistakes in YAML itself.
final class YamlRuleCases extends RuleCases {
  YamlRuleCases() {
    workflow(
        YamlRule.YAML_SYNTAX,
        "name: demo",
        "name: [demo",
        "w:3:6: expected ',' or ']', but got : (while parsing a flow sequence)");
    workflow(
        YamlRule.YAML_SYNTAX,
        "name: demo",
        "\tname: demo",
        "w:2:1: a tab cannot start a token or be indentation; use spaces");
    workflow(
        YamlRule.YAML_SYNTAX,
        "name: demo",
        "name: de\u0001mo",
        "w:2:9: the character U+0001 is not allowed in YAML");
    whole(
        YamlRule.YAML_TOO_LARGE,
        "# " + "x".repeat(50_000_000),
        "w:1:1: the file has more than 3145728 characters");
    whole(
        YamlRule.YAML_TOO_DEEP,
        "a: " + "[".repeat(100_000),
        "w:1:53: nested deeper than 50 levels");
    whole(
        YamlRule.YAML_TOO_MANY_ALIASES,
        "a: &a x\nb: [" + "*a,".repeat(51) + "]",
        "w:2:155: more than 50 aliases (*name) are used");
    whole(
        YamlRule.YAML_TOO_MANY_NODES,
        "a: [" + ("[" + "x,".repeat(4_999) + "],").repeat(101) + "]",
        "w:1:1000097: the file has more than 500000 values, aliases expanded");
    whole(
        YamlRule.YAML_TOO_MANY_NODES,
        "a: [" + "x,".repeat(5_001) + "]",
        "w:1:10005: a list or mapping has more than 5000 entries");
    whole(
        YamlRule.YAML_TOO_MANY_NODES,
        manyKeys(5_001),
        "w:5001:1: a list or mapping has more than 5000 entries");
    whole(
        YamlRule.YAML_UNKNOWN_ALIAS,
        "a: &a [*a]",
        "w:1:8: alias '*a' names no anchor that is complete before it");
    workflow(
        YamlRule.YAML_DUPLICATE_KEY,
        "name: demo",
        "name: demo\nname: other",
        "w:3:1: key 'name' is given twice; the last one counts");
    whole(
        YamlRule.YAML_KEY,
        "{a: 1}: b",
        "w:1:1: a key must be text, not a mapping; put quotes around text with braces");
    workflow(
        YamlRule.YAML_TAG,
        "name: demo",
        "name: !!str demo",
        "w:2:7: type tags such as 'tag:yaml.org,2002:str' are not allowed");
    whole(
        YamlRule.YAML_MANY_DOCUMENTS,
        "a: 1\n---\nb: 2\n",
        "w:2:1: the file has more than one YAML document");
    whole(YamlRule.YAML_EMPTY, "", "w:1:1: the file is empty");
    whole(YamlRule.YAML_EMPTY, "# nothing\n\n", "w:1:1: the file is empty");
    whole(YamlRule.YAML_EMPTY, "---\n", "w:2:1: the file is empty");
  }

  private static String manyKeys(int count) {
    StringBuilder yaml = new StringBuilder();
    for (int key = 1; key <= count; key++) {
      yaml.append('k').append(key).append(": 1\n");
    }
    return yaml.toString();
  }
}
