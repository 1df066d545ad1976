# ARTIFACT [MORE-POM]: a project with one class and JUnit.
project() {
  fresh
  mkdir -p src/main/java/app src/test/java/app
  cat >pom.xml <<X
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>com.example</groupId><artifactId>$1</artifactId><version>1.0</version>
<properties><maven.compiler.release>25</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
<dependencies><dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>6.1.3</version><scope>test</scope></dependency>${3-}</dependencies>
<build><plugins>
<plugin><artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version></plugin>
<plugin><artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version></plugin>
<plugin><artifactId>maven-resources-plugin</artifactId><version>${RESOURCES_VERSION:-3.5.0}</version></plugin>${2-}
</plugins></build></project>
X
  echo 'package app; public class Total { public static int of(int... all) { int sum = 0; for (int one : all) sum += one; return sum; } }' >src/main/java/app/Total.java
}
mvn='mvn -B -o -ntp'
project compile-error
echo 'package app; public class Page { String title() { return Total.ofAll(1, 2); } }' >src/main/java/app/Page.java
record mvn-compile-error rules active code compile_error 'COMPILATION ERROR in the project' "$mvn test" --root
project test-failure
cat >src/test/java/app/TotalTest.java <<'X'
package app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import org.junit.jupiter.api.Test;
class TotalTest {
  @Test void sums() { assertEquals(6, Total.of(1, 2, 3)); }
  @Test void sumsNothing() { assertEquals(1, Total.of()); }
}
X
record mvn-test-failure measure active code test_failure 'one assertion of one test does not hold' "$mvn test" --root
project missing-dependency '' '<dependency><groupId>com.example</groupId><artifactId>ledger-client</artifactId><version>2.4.1</version></dependency>'
record mvn-dependency-missing rules boot dependency dependency_not_found 'a dependency cannot be resolved' "$mvn test" --root
project enforcer '<plugin><artifactId>maven-enforcer-plugin</artifactId><version>3.7.0</version><executions><execution><goals><goal>enforce</goal></goals><configuration><rules><requireJavaVersion><version>[99,)</version></requireJavaVersion></rules></configuration></execution></executions></plugin>'
record mvn-enforcer-java measure boot config enforcer_rule 'an enforcer rule demands another Java than the one it runs on' "$mvn test" --root
project expected-trace
cat >src/test/java/app/TotalTest.java <<'X'
package app;
import static org.junit.jupiter.api.Assertions.*;
import org.junit.jupiter.api.Test;
class TotalTest {
  @Test void refused_isReported() {
    System.err.println("ERROR c.e.Client - expected by this test: connection refused");
    new IllegalStateException("upload timed out", new java.net.ConnectException("Connection refused")).printStackTrace();
  }
  @Test void outOfMemory_isHandled() { new OutOfMemoryError("Java heap space (thrown by the test)").printStackTrace(); }
  @Test void sums() { assertEquals(7, Total.of(1, 2, 3)); }
}
X
record mvn-test-failure-behind-traces rules active code test_failure 'the traces are printed by tests that pass; the failure is the assertion of sums' "$mvn test" --root --distractor
sed -i 's/assertEquals(7/assertEquals(6/' src/test/java/app/TotalTest.java
record mvn-success-with-traces measure active none - 'BUILD SUCCESS; the traces are what the tests expect' "$mvn test" --root --distractor
project broken-pom
sed -i 's,</dependencies>,,' pom.xml
record mvn-broken-pom measure boot config - 'the POM is not well-formed XML' "$mvn test" --root
project unknown-phase
record mvn-unknown-phase rules boot config - 'the command names a phase that does not exist' "$mvn pakage" --root
project test-compile
echo 'package app; class TotalTest { @org.junit.jupiter.api.Test void sums() { int total = Total.of("1"); } }' >src/test/java/app/TotalTest.java
record mvn-test-compile-error measure active code compile_error 'a test does not compile' "$mvn test" --root
project plugin-missing '<plugin><groupId>com.example</groupId><artifactId>publish-maven-plugin</artifactId><version>0.9</version><executions><execution><phase>validate</phase><goals><goal>publish</goal></goals></execution></executions></plugin>'
record mvn-plugin-missing measure boot dependency dependency_not_found 'a plugin cannot be resolved' "$mvn test" --root
