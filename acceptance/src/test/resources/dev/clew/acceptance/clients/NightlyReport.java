import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.logging.Logger;

public class NightlyReport {
  private static final Logger LOG = Logger.getLogger("shop.NightlyReport");

  public static void main(String[] args) throws Exception {
    LOG.warning("42 rows");
    upload(args[0]);
  }

  static void upload(String url) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    try {
      client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new IllegalStateException("the report is not uploaded", e);
    }
  }
}
