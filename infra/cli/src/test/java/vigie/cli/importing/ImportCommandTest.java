package vigie.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code vigie import} as it is typed, up to what the API is sent. */
class ImportCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private HttpServer api;
  private Path zip;

  ImportCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void serveAndExport() throws IOException, SQLException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/devices/phone-1/readings", this::take);
    api.start();
    try (SqliteHealthConnectFile export = new SqliteHealthConnectFile(folder.resolve("export"))) {
      export.instant("weight_record_table", "07:00:00", "weight", "71400");
      export.of(2, 2).interval("steps_record_table", "06:40:00", "06:50:00", "count", "812");
      zip = export.zipped();
    }
  }

  @AfterEach
  void stop() {
    api.stop(0);
  }

  @Test
  @Tag("C-59")
  void aHealthConnectExportIsSentOnceAndLeavesNoCopyOfItself() throws IOException {
    assertThat(run()).isZero();
    assertThat(run()).isZero();

    assertThat(received).hasSize(1);
    assertThat(received.get(0).findValues("values").toString()).contains("body-weight", "steps");
    try (Stream<Path> kept = Files.list(folder.resolve("data").resolve("imports"))) {
      // How far it came, nothing else.
      assertThat(kept).allMatch(file -> file.toString().endsWith(".json")).hasSize(1);
    }
  }

  @Test
  void anotherAppIsAnotherImport() {
    assertThat(run()).isZero();
    assertThat(run("--app", "com.example.diary")).isZero();

    assertThat(received).hasSize(2);
    assertThat(received.get(1).at("/values/steps/value").asInt()).isEqualTo(812);
    assertThat(received.get(1).at("/values")).hasSize(1);
  }

  @Test
  void whatBeganAgainIsSentAgainAlike() {
    assertThat(run()).isZero();
    assertThat(run("--restart")).isZero();

    assertThat(received).hasSize(2);
    assertThat(received.get(1)).isEqualTo(received.get(0));
  }

  private int run(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("health-connect", zip.toString(), "--device", "phone-1"));
    arguments.addAll(List.of("--secret", "secret", "--data", folder.resolve("data").toString()));
    arguments.addAll(List.of("--url", "http://127.0.0.1:" + api.getAddress().getPort()));
    arguments.addAll(List.of(more));
    return new CommandLine(new ImportCommand()).execute(arguments.toArray(String[]::new));
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode payload = JSON.readTree(exchange.getRequestBody());
    received.add(payload);
    int readings = payload.isArray() ? payload.size() : 1;
    byte[] answer =
        "{\"received\": %d, \"accepted\": %d}"
            .formatted(readings, readings)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
