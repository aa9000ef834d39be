package vigie.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.cli.client.HttpApi;
import vigie.cli.client.HttpSession;
import vigie.cli.device.BoundDevice;
import vigie.cli.enrol.EnrolledPatient;
import vigie.cli.enrol.EnrolledPerson;
import vigie.cli.enrol.Enrolment;
import vigie.cli.enrol.JsonEnrolmentBook;
import vigie.cli.enrol.PatientPlan;
import vigie.cli.stack.Stack;
import vigie.cli.stack.StackSettings;
import vigie.local.MqttServer;
import vigie.local.TimescaleDatabase;
import vigie.local.junit.FreePorts;
import vigie.reading.Category;

/** The whole stack on free ports and an empty folder, as {@code ./vigie up} starts it. */
final class StackUnderTest implements AutoCloseable {
  private final Stack stack;
  private final HttpApi api;
  private final Enrolment enrolment;
  private final HttpClient client = HttpClient.newHttpClient();

  StackUnderTest(Path data) {
    this(data, Map.of());
  }

  /** The same with these settings. */
  StackUnderTest(Path data, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(more);
    environment.put("VIGIE_PORT_OFFSET", Integer.toString(FreePorts.reserved().offset()));
    // Days of charts are sent in a moment here; the broker's pace has a test of its own.
    environment.putIfAbsent(MqttServer.PACE_VARIABLE, "100000");
    StackSettings settings = StackSettings.of(data, environment);
    stack = Stack.start(settings, System.out::println);
    api = new HttpApi(stack.addresses().api(), Clock.systemUTC());
    enrolment =
        new Enrolment(
            api, stack.operatorPassword(), new JsonEnrolmentBook(data.resolve("enrolments.json")));
  }

  Stack stack() {
    return stack;
  }

  HttpApi api() {
    return api;
  }

  Enrolment enrolment() {
    return enrolment;
  }

  /** A patient with these consents and devices, and a physician of the same name. */
  EnrolledPatient patient(String name, Set<Category> consents, List<BoundDevice> devices) {
    EnrolledPerson physician =
        enrolment.person(name + "-physician", "PHYSICIAN", "A", "B", null, null, null);
    return enrolment.patient(
        new PatientPlan(name, "First", "Last", consents, devices, physician, null, List.of()));
  }

  URI mqtt() {
    return URI.create(stack.addresses().mqtt());
  }

  JsonNode get(HttpSession session, String path) {
    try {
      return new ObjectMapper().readTree(api.get(session, path));
    } catch (IOException e) {
      throw new UncheckedIOException("the API's answer to " + path + " is no JSON", e);
    }
  }

  /** The API's answer to whoever it is, a refusal as well; an empty body is none. */
  HttpResponse<String> send(HttpSession who, String method, String path, String body)
      throws IOException, InterruptedException {
    return send(
        request(path, body)
            .header("Authorization", "Bearer " + who.bearer())
            .method(method, publisher(body)));
  }

  /** The same to somebody who has not signed in, but has this to show. */
  HttpResponse<String> get(String path, String header, String value)
      throws IOException, InterruptedException {
    return send(request(path, "").header(header, value));
  }

  private HttpRequest.Builder request(String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stack.addresses().api().resolve(path))
            .header("Purpose-Of-Use", "FOLLOW_UP");
    return body.isEmpty() ? request : request.header("Content-Type", "application/json");
  }

  private static BodyPublisher publisher(String body) {
    return body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** What a superuser of the database may do: nobody's rights hold against them. */
  void superuser(String sql) throws SQLException {
    String password = stack.settings().secrets().secret("db.postgres");
    String url = stack.addresses().database().jdbcUrl();
    try (Connection connection = new TimescaleDatabase(url, "postgres", password).connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  Connection database() throws SQLException {
    TimescaleDatabase database = stack.addresses().database();
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  @Override
  public void close() {
    stack.close();
  }
}
