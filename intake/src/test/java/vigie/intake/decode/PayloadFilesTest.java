package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.intake.IntakeFixture;
import vigie.intake.IntakeResult;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;
import vigie.reading.Reading;
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

  /** Prints which file shows which category, as {@code docs/formats.md} lists them. */
  @Test
  void everyCategoryOfTheCharterPassesInSomeFormat() throws IOException {
    Map<Category, Set<String>> formats = new EnumMap<>(Category.class);
    Map<Category, Path> shown = new EnumMap<>(Category.class);
    for (Path file : shouldPass()) {
      for (Reading reading : decide(file).accepted()) {
        Category category = reading.metric().category();
        formats
            .computeIfAbsent(category, same -> new TreeSet<>())
            .add(FILES.relativize(file).getName(0).toString());
        shown.putIfAbsent(category, FILES.relativize(file));
      }
    }
    shown.forEach(
        (category, file) ->
            System.out.println(category + " " + formats.get(category) + " " + file));
    assertThat(shown.keySet()).containsExactlyInAnyOrder(Category.values());
    assertThat(Files.readString(Path.of("../docs/formats.md")))
        .contains(
            formats.entrySet().stream()
                .map(entry -> "| `" + entry.getKey() + "` | " + words(entry.getValue()) + " |")
                .toList());
  }

  private static String words(Set<String> formats) {
    return formats.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
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
