package dev.clew.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionNameTest {
  @ParameterizedTest
  @CsvSource({
    "main.workflow, main.workflow, main.workflow",
    "flows/main.workflow, flows/main.workflow, main.workflow",
    "flows/main.workflow, flows/child/a.workflow, child/a.workflow",
    "flows/main.workflow, api.catalog, ../api.catalog",
    "a/b/main.workflow, a/c/d.workflow, ../c/d.workflow",
    "./flows/main.workflow, flows/x, x",
    "../w/main.workflow, ../w/api.catalog, api.catalog",
    "../main.workflow, x/y, x/y",
    "/home/a/main.workflow, /home/a/api.catalog, api.catalog",
    "/home/a/main.workflow, /etc/api.catalog, ../../etc/api.catalog",
    "main.workflow, /etc/api.catalog, /etc/api.catalog",
    "/home/main.workflow, api.catalog, api.catalog",
  })
  void from_namesOfOnePlace_areThoseOfTheFolder(String workflow, String file, String seen) {
    assertThat(DefinitionName.from(workflow, file)).isEqualTo(seen);
  }
}
