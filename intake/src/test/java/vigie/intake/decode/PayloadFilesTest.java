package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.intake.IntakeFixture;
import vigie.intake.IntakeResult;
import vigie.reading.MetricCatalogue;
import vigie.reading.RejectionReason;

/**
 * The example payloads of every format: what passes whole, and what fails with the reason its file
 * is named for.
 */
class PayloadFilesTest {
  private static final Path FILES = Path.of("src/test/resources/payloads");

  /** The bytes may then be another person's. */
  private static final Set<RejectionReason> WITHHOLDING =
      Set.of(
          RejectionReason.UNBOUND_DEVICE,
          RejectionReason.FOREIGN_DEVICE,
          RejectionReason.REVOKED_DEVICE);

  private final IntakeFixture fixture = new IntakeFixture().withNamedDevices();

  @ParameterizedTest
  @MethodSource
  void shouldPass(Path file) throws IOException {
    IntakeResult result = decide(file);
    assertThat(result.rejected()).isEmpty();
    assertThat(result.accepted()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void shouldFail(Path file) throws IOException {
    IntakeResult result = decide(file);
    assertThat(result.accepted()).isEmpty();
    assertThat(result.rejected())
        .isNotEmpty()
        .allSatisfy(
            rejected -> {
              assertThat(file.getFileName().toString()).startsWith(rejected.reason() + "-");
              assertThat(rejected.payload())
                  .isEqualTo(
                      WITHHOLDING.contains(rejected.reason())
                          ? new byte[0]
                          : Files.readAllBytes(file));
              assertThat(rejected.detail()).isNotBlank();
            });
  }

  @Test
  void everyFormatHasExamples() {
    for (String word : PayloadFormats.standard(MetricCatalogue.standard()).words()) {
      assertThat(FILES.resolve(word).resolve("v1")).as(word).isDirectory();
    }
  }

  static List<Path> shouldPass() {
    return files("shouldPass");
  }

  static List<Path> shouldFail() {
    return files("shouldFail");
  }

  private static List<Path> files(String folder) {
    try (Stream<Path> files = Files.walk(FILES)) {
      return files.filter(file -> file.toString().contains("/" + folder + "/")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's format is the name of its folder. */
  private IntakeResult decide(Path file) throws IOException {
    Path format = FILES.relativize(file).getName(0);
    return fixture.decide(format.toString(), Files.readAllBytes(file));
  }
}
