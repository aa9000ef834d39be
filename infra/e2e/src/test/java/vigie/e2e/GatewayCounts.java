package vigie.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a gateway has counted: received, accepted, rejected, failed. */
final class GatewayCounts {
  private static final Pattern LINE =
      Pattern.compile("(?m)^vigie_gateway_readings_([a-z]+)_total(?:\\{.*})? (\\S+)");

  private GatewayCounts() {}

  static Map<String, Double> of(URI gateway) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(gateway.resolve("/prometheus")).build(),
                HttpResponse.BodyHandlers.ofString());
    Map<String, Double> counts = new HashMap<>();
    Matcher line = LINE.matcher(answer.body());
    while (line.find()) {
      counts.merge(line.group(1), Double.valueOf(line.group(2)), Double::sum);
    }
    return counts;
  }
}
