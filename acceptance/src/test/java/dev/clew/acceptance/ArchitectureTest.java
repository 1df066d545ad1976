package dev.clew.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.clew.core.event.Event;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Unredacted;
import dev.clew.report.VisibleText;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/// The arrows of DESIGN §3, as far as there are modules.
@AnalyzeClasses(packages = "dev.clew", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static ArchRule only(String module, String... allowed) {
    return classes()
        .that()
        .resideInAPackage("dev.clew." + module + "..")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.<JavaClass>describe(
                "are its own, the JDK's, or of " + String.join(", ", allowed),
                type -> isAllowed(type.getBaseComponentType(), module, allowed)));
  }

  private static boolean isAllowed(JavaClass type, String module, String... allowed) {
    String name = type.getPackageName();
    if (type.isPrimitive() || name.startsWith("java.") || name.startsWith("org.jspecify.")) {
      return true;
    }
    if (isBelow(name, "dev.clew." + module)) {
      return true;
    }
    for (String one : allowed) {
      if (isBelow(name, one)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBelow(String name, String parent) {
    return name.equals(parent) || name.startsWith(parent + ".");
  }

  @ArchTest static final ArchRule CORE_DEPENDS_ON_NOTHING = only("core");

  @ArchTest
  static final ArchRule DOCUMENT = only("document", "dev.clew.core", "tools.jackson.core");

  @ArchTest
  static final ArchRule REDACTION =
      only("redaction", "dev.clew.core", "dev.clew.document", "com.google.re2j");

  @ArchTest
  static final ArchRule LOGS =
      only("logs", "dev.clew.core", "dev.clew.document", "dev.clew.yaml", "com.google.re2j");

  @ArchTest
  static final ArchRule LEDGER_FILE =
      only("ledgerfile", "dev.clew.core", "dev.clew.document", "com.github.luben.zstd");

  @ArchTest
  static final ArchRule LEDGER_TCK =
      only("ledgertck", "dev.clew.core", "org.junit.jupiter.api", "org.assertj.core");

  @ArchTest
  static final ArchRule INGEST =
      only("ingest", "dev.clew.core", "dev.clew.document", "dev.clew.logs", "javax.xml.stream");

  @ArchTest static final ArchRule PLAN = only("plan", "dev.clew.core", "dev.clew.document");

  @ArchTest static final ArchRule YAML = only("yaml", "dev.clew.core", "org.snakeyaml.engine");

  @ArchTest
  static final ArchRule LANGUAGE_SIH =
      only(
          "languagesih",
          "dev.clew.core",
          "dev.clew.document",
          "dev.clew.plan",
          "dev.clew.yaml",
          "com.google.re2j");

  @ArchTest
  static final ArchRule ENGINE =
      only(
          "engine",
          "dev.clew.core",
          "dev.clew.document",
          "dev.clew.plan",
          "org.apache.hc",
          "javax.net.ssl",
          "javax.crypto");

  @ArchTest
  static final ArchRule CONTRACT =
      only(
          "contract",
          "dev.clew.core",
          "dev.clew.document",
          "dev.clew.plan",
          "dev.clew.yaml",
          "dev.clew.engine",
          "com.networknt.schema",
          "tools.jackson",
          "com.google.re2j");

  /// Of a user's own program: nothing of ours, nothing of others.
  @ArchTest static final ArchRule CLIENT = only("client", "ch.qos.logback");

  @ArchTest
  static final ArchRule ONLY_ITS_APPENDER_KNOWS_LOGBACK =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.clew.client.logback..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ch.qos.logback..");

  @ArchTest
  static final ArchRule PUSH = only("push", "dev.clew.core", "dev.clew.document", "javax.net.ssl");

  @ArchTest static final ArchRule DIFF = only("diff", "dev.clew.core");

  @ArchTest static final ArchRule STORE = only("store", "dev.clew.core");

  @ArchTest
  static final ArchRule STORE_SQL =
      only(
          "storesql",
          "dev.clew.core",
          "dev.clew.document",
          "dev.clew.ledgerfile",
          "dev.clew.store",
          "java.sql");

  @ArchTest
  static final ArchRule STORE_SQLITE =
      only(
          "storesqlite",
          "dev.clew.core",
          "dev.clew.ledgerfile",
          "dev.clew.store",
          "dev.clew.storesql",
          "java.sql",
          "org.sqlite");

  @ArchTest
  static final ArchRule STORE_POSTGRES =
      only(
          "storepostgres",
          "dev.clew.core",
          "dev.clew.ledgerfile",
          "dev.clew.store",
          "dev.clew.storesql",
          "java.sql",
          "org.postgresql");

  @ArchTest
  static final ArchRule REPORT =
      only("report", "dev.clew.core", "dev.clew.diff", "dev.clew.document");

  @ArchTest
  static final ArchRule RUNS =
      only(
          "runs",
          "dev.clew.core",
          "dev.clew.diff",
          "dev.clew.document",
          "dev.clew.ingest",
          "dev.clew.ledgerfile",
          "dev.clew.push",
          "dev.clew.redaction",
          "dev.clew.report",
          "dev.clew.store",
          "javax.crypto");

  @ArchTest
  static final ArchRule EXECUTION =
      only(
          "execution",
          "dev.clew.contract",
          "dev.clew.core",
          "dev.clew.document",
          "dev.clew.engine",
          "dev.clew.ledgerfile",
          "dev.clew.redaction",
          "dev.clew.runs",
          "dev.clew.plan",
          "dev.clew.yaml");

  @ArchTest
  static final ArchRule COMMAND =
      only(
          "command",
          "dev.clew.core",
          "dev.clew.document",
          "dev.clew.ledgerfile",
          "dev.clew.logs",
          "dev.clew.redaction",
          "dev.clew.runs");

  @ArchTest
  static final ArchRule ATTEST =
      only(
          "attest",
          "dev.clew.core",
          "dev.clew.document",
          "dev.clew.ledgerfile",
          "dev.clew.report",
          "dev.clew.runs");

  @ArchTest
  static final ArchRule DRAFT =
      only(
          "draft",
          "dev.clew.core",
          "dev.clew.document",
          "dev.clew.redaction",
          "dev.clew.plan",
          "dev.clew.yaml",
          "dev.clew.languagesih");

  @ArchTest
  static final ArchRule SERVER =
      only(
          "server",
          "dev.clew.core",
          "dev.clew.diff",
          "dev.clew.document",
          "dev.clew.ingest",
          "dev.clew.redaction",
          "dev.clew.report",
          "dev.clew.runs",
          "dev.clew.store",
          "com.linecorp.armeria",
          "io.netty",
          "com.github.luben.zstd");

  /// So that no other command has to load it.
  @ArchTest
  static final ArchRule ONLY_SERVE_KNOWS_THE_SERVER =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.clew.server..", "dev.clew.cli.serve..", "dev.clew.bench..")
          .and()
          .haveNameNotMatching(".*\\.(ServeCommand|TokenCommand(\\$.*)?)")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.clew.server..", "com.linecorp.armeria..");

  @ArchTest
  static final ArchRule NO_CIRCLE_OF_PACKAGES =
      slices().matching("dev.clew.(**)").should().beFreeOfCycles();

  /// All others read facts, so that the name of an attribute stands in one file. What a server says
  /// of itself is no event of a run.
  @ArchTest
  static final ArchRule ONLY_FACTS_READ_ATTRIBUTES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.clew.core.fact..",
              "dev.clew.core.event..",
              "dev.clew.redaction..",
              "dev.clew.server.access..")
          .should()
          .callMethod(Event.class, "attributes");

  @ArchTest
  static final ArchRule ONLY_THE_CLI_KNOWS_ITS_PROCESS =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.clew.cli..", "dev.clew.client..", "dev.clew.bench..")
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe(
                  "is System.getenv, called or given on",
                  access ->
                      access.getTargetOwner().isEquivalentTo(System.class)
                          && access.getTarget().getName().equals("getenv")))
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule CORE_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage("dev.clew.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.util.random..")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.Random.class);

  @ArchTest
  static final ArchRule ONE_REDACTOR =
      classes()
          .that()
          .areAssignableTo(Redactor.class)
          .and()
          .doNotHaveFullyQualifiedName(Redactor.class.getName())
          .and()
          .doNotHaveFullyQualifiedName(Unredacted.class.getName())
          .should()
          .resideInAPackage("dev.clew.redaction..");

  @ArchTest
  static final ArchRule ONLY_THE_CLI_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.clew.cli..", "dev.clew.acceptance..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  /// What is below gives values. Where it has to write the words of a surface down, it is given
  /// [dev.clew.core.replay.SurfaceWords].
  @ArchTest
  static final ArchRule ONLY_THE_CLI_RENDERS_FOR_A_TERMINAL =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.clew.report.terminal..", "dev.clew.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.clew.report.terminal..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(VisibleText.class);

  @ArchTest
  static final ArchRule NO_BACKTRACKING_ON_THE_TEXT_OF_USERS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.clew.logs..",
              "dev.clew.redaction..",
              "dev.clew.languagesih..",
              "dev.clew.contract..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.regex..");

  @ArchTest
  static void every_package_isNullMarked(JavaClasses classes) throws ClassNotFoundException {
    Set<String> packages = new TreeSet<>();
    for (JavaClass type : classes) {
      packages.add(type.getPackageName());
    }
    assertThat(packages).hasSizeGreaterThan(20).contains("dev.clew.core.run", "dev.clew.cli");
    for (String name : packages) {
      Class<?> info = Class.forName(name + ".package-info");
      assertThat(info.isAnnotationPresent(NullMarked.class)).as(name).isTrue();
    }
  }
}
