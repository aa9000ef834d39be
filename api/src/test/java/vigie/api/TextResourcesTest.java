package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.api.access.Reason;

/** Whatever people read stands in a file of each language, with the same gaps to fill. */
class TextResourcesTest {
  private static final Pattern LANGUAGE = Pattern.compile("\\.(fr|en)\\.(txt|properties)$");

  /** A name of Mustache, or a number of {@code MessageFormat}. */
  private static final Pattern GAP = Pattern.compile("\\{\\{[#^/]?(\\w+)}}|\\{(\\d+)}");

  static Stream<Path> texts() throws IOException, URISyntaxException {
    URL words = Objects.requireNonNull(ApiApplication.class.getResource("/vigie/message"));
    try (Stream<Path> files = Files.walk(Path.of(words.toURI()).resolveSibling("."))) {
      return files.filter(file -> LANGUAGE.matcher(file.toString()).find()).toList().stream();
    }
  }

  @Test
  void messagesAuditAndConsentsAreAmongThem() throws Exception {
    assertThat(texts().map(file -> file.getName(file.getNameCount() - 2).toString()))
        .contains("message", "audit", "consent");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void theOtherLanguageHasTheSameFileWithTheSameGaps(Path file) throws IOException {
    Path other =
        Path.of(
            LANGUAGE
                .matcher(file.toString())
                .replaceFirst(found -> found.group(1).equals("fr") ? ".en.$2" : ".fr.$2"));

    assertThat(other).isRegularFile();
    assertThat(gaps(Files.readString(file))).isEqualTo(gaps(Files.readString(other)));
    if (file.toString().endsWith(".properties")) {
      theOtherHasTheSameKeysWithTheSameGaps(words(file), words(other));
    }
  }

  private static void theOtherHasTheSameKeysWithTheSameGaps(Properties one, Properties other) {
    assertThat(one.stringPropertyNames()).isEqualTo(other.stringPropertyNames());
    for (String key : one.stringPropertyNames()) {
      assertThat(gaps(one.getProperty(key))).as(key).isEqualTo(gaps(other.getProperty(key)));
    }
  }

  private static Set<String> gaps(String text) {
    Set<String> gaps = new TreeSet<>();
    GAP.matcher(text)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        // Where a language has one form for one and for several.
        .filter(gap -> !gap.endsWith("Many"))
        .forEach(gaps::add);
    return gaps;
  }

  private static Properties words(Path file) throws IOException {
    Properties words = new Properties();
    words.load(new StringReader(Files.readString(file)));
    if (file.endsWith("audit/words.en.properties")) {
      // The audit says in English why, as the refusal did.
      for (Reason reason : Reason.values()) {
        words.put("reason." + reason, reason.words());
      }
    }
    return words;
  }
}
