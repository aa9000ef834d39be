package vigie.gateway.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.gateway.GatewayFixture;
import vigie.gateway.IngestResult;

/**
 * The example payloads: what passes whole, and what fails with the reason its file is named for.
 */
class JsonPayloadFilesTest {
  private static final Path FILES = Path.of("src/test/resources/payloads/json/v1");

  private final GatewayFixture gateway = new GatewayFixture();

  @ParameterizedTest
  @MethodSource
  void shouldPass(Path file) throws IOException {
    IngestResult result = decide(file);
    assertThat(result.rejected()).isEmpty();
    assertThat(result.accepted()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void shouldFail(Path file) throws IOException {
    IngestResult result = decide(file);
    assertThat(result.accepted()).isEmpty();
    assertThat(result.rejected())
        .isNotEmpty()
        .allSatisfy(
            rejected -> {
              assertThat(file.getFileName().toString()).startsWith(rejected.reason() + "-");
              assertThat(rejected.payload()).isEqualTo(Files.readAllBytes(file));
              assertThat(rejected.detail()).isNotBlank();
            });
  }

  static List<Path> shouldPass() {
    return files("shouldPass");
  }

  static List<Path> shouldFail() {
    return files("shouldFail");
  }

  private static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(FILES.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IngestResult decide(Path file) throws IOException {
    return gateway.decide(GatewayFixture.TOPIC, Files.readAllBytes(file));
  }
}
