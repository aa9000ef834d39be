package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.reading.MetricCatalogue;

/** Replays what fuzzing found worth keeping; see infra/tools/fuzz. */
class DecoderFuzzTest {
  private static final Path CORPUS = Path.of("src/test/resources/fuzz");
  private static final Path EXAMPLES = Path.of("src/test/resources/payloads");

  static Set<String> words() {
    return PayloadFormats.standard(MetricCatalogue.standard()).words();
  }

  @ParameterizedTest
  @MethodSource("words")
  void everyInputKeptIsAnsweredWell(String word) throws IOException {
    // What was found for one decoder is tried on all.
    List<Path> inputs = files(CORPUS);
    assertThat(inputs).isNotEmpty();
    for (Path input : inputs) {
      DecoderFuzz.answersWell(word, Files.readAllBytes(input));
    }
  }

  /** Another format's payload is only a wrong payload. */
  @ParameterizedTest
  @MethodSource("words")
  void everyFormatsExamplesAreAnsweredWell(String word) throws IOException {
    for (Path input : files(EXAMPLES)) {
      DecoderFuzz.answersWell(word, Files.readAllBytes(input));
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
