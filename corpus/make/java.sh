cat >Main.java <<'X'
public class Main {
  public static void main(String[] args) {
    int count = sources.size();
    System.out.println("rendering " + count + " pages");
  }
}
X
record javac-unknown-symbol rules active code compile_error 'the compiler cannot find a symbol that the source uses' 'javac Main.java'
fresh
cat >Report.java <<'X'
import java.util.*;
public class Report {
  @Deprecated static void old() {}
  public static void main(String[] args) {
    List raw = new ArrayList();
    raw.add("error: not an error");
    String total = 12.5;
  }
}
X
record javac-incompatible-types measure active code compile_error 'a double is assigned to a String; the unchecked warnings are only warnings' 'javac -Xlint:all Report.java'
fresh
cat >Job.java <<'X'
import java.util.*;
public class Job {
  record Customer(String name, String address) {}
  static String label(Customer customer) { return customer.address().toUpperCase(); }
  static void page(Customer customer) {
    try { System.out.println(label(customer)); }
    catch (RuntimeException e) { throw new IllegalStateException("cannot render page of " + customer.name(), e); }
  }
  public static void main(String[] args) {
    try { page(new Customer("Ada", "London")); page(new Customer("Bob", null)); }
    catch (RuntimeException e) { throw new RuntimeException("job nightly-report failed", e); }
  }
}
X
record java-null-pointer rules active code null_pointer 'the deepest cause is a NullPointerException in the job itself' 'java Job.java'
fresh
cat >Prices.java <<'X'
import java.net.*;
public class Prices {
  static void load() {
    try { new Socket("api.internal", 9099); }
    catch (Exception e) { throw new IllegalStateException("price service is not available", e); }
  }
  public static void main(String[] args) {
    System.out.println("loading prices");
    try { load(); } catch (RuntimeException e) { throw new RuntimeException("step load-prices failed", e); }
  }
}
X
record java-connection-refused measure active dependency connection_refused 'the deepest cause is ConnectException: Connection refused from a service' 'java Prices.java'
fresh
cat >Load.java <<'X'
import java.util.*;
public class Load {
  public static void main(String[] args) {
    List<long[]> rows = new ArrayList<>();
    while (true) rows.add(new long[100_000]);
  }
}
X
record java-heap-space rules active resource out_of_memory 'OutOfMemoryError: Java heap space under -Xmx16m' 'javac Load.java && java -Xmx16m Load' --limits 'heap: -Xmx16m'
fresh
cat >Tree.java <<'X'
public class Tree {
  static int depth(int node) { return 1 + depth(node); }
  public static void main(String[] args) { System.out.println(depth(0)); }
}
X
record java-stack-overflow measure active code stack_overflow 'unbounded recursion in the job' 'java -Xss256k Tree.java 2> >(head -40 >&2)' --limits 'stack: -Xss256k; stderr cut to 40 lines'
fresh
record java-main-class-missing rules boot config - 'the class path does not have the main class that was asked for' 'java -cp lib com.example.Nightly'
cat >Driver.java <<'X'
public class Driver {
  public static void main(String[] args) throws Exception {
    System.out.println("opening the warehouse");
    Class.forName("org.postgresql.Driver");
  }
}
X
record java-driver-missing measure active dependency class_not_found 'a library that the job needs is not on the class path' 'javac Driver.java && java Driver'
fresh
cat >Job.java <<'X'
public class Job { public static void main(String[] args) { System.out.println("hello"); } }
X
record java-class-version measure boot config unsupported_class_version 'compiled for Java 25, started with an older Java' 'javac Job.java && /usr/lib/jvm/java-17-openjdk-amd64/bin/java Job'
fresh
cat >Import.java <<'X'
import java.nio.file.*;
public class Import {
  public static void main(String[] args) throws Exception {
    int number = 0;
    for (String line : Files.readAllLines(Path.of("orders.csv"))) {
      number++;
      try { System.out.println(Integer.parseInt(line.split(",")[1])); }
      catch (NumberFormatException e) { throw new IllegalArgumentException("orders.csv:" + number + ": column amount is no number", e); }
    }
  }
}
X
printf '1,120\n2,79\n3,n/a\n' >orders.csv
record java-bad-row rules active input - 'a row of the input file has no number where one must be; the program says file and line' 'java Import.java'
fresh
cat >Fetch.java <<'X'
import java.net.URI;
import java.net.http.*;
import java.time.Duration;
public class Fetch {
  public static void main(String[] args) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://api.internal:8080/slow")).timeout(Duration.ofSeconds(1)).build();
    System.out.println(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
  }
}
X
record java-http-timeout measure active timeout timeout 'HttpTimeoutException: the request was not answered in its time' 'java Fetch.java' --limits 'request timeout 1 s'
fresh
cat >Pool.java <<'X'
import java.util.concurrent.*;
public class Pool {
  public static void main(String[] args) throws Exception {
    try (var pool = Executors.newFixedThreadPool(2)) {
      Future<Integer> page = pool.submit(() -> new int[] {1, 2, 3}[Integer.parseInt("3")]);
      System.out.println(page.get());
    }
  }
}
X
record java-execution-exception rules active code index_out_of_bounds 'ExecutionException is the wrapper, ArrayIndexOutOfBoundsException the cause' 'java Pool.java'
fresh
cat >Client.java <<'X'
import java.net.URI;
import java.net.http.*;
public class Client {
  public static void main(String[] args) throws Exception {
    HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("https://api.internal:8443/ok")).build(), HttpResponse.BodyHandlers.ofString());
  }
}
X
record java-tls-untrusted rules active dependency tls_failure 'PKIX path building failed: the server shows a certificate that nobody signed' 'java Client.java'
