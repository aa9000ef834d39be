package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.alert.RuleCatalogue;

/** Both languages' files say the same things, and what one lacks is found when they are read. */
class MessageFilesTest {
  private static final Pattern NAME = Pattern.compile("\\{\\{[#^/]?(\\w+)}}");

  @Test
  void bothLanguagesHaveTheSameWords() {
    assertThat(words("fr").stringPropertyNames()).isEqualTo(words("en").stringPropertyNames());
    for (String key : words("fr").stringPropertyNames()) {
      assertThat(names(words("fr").getProperty(key)))
          .as(key)
          .isEqualTo(names(words("en").getProperty(key)));
    }
    MessageFiles.check();
  }

  @ParameterizedTest
  @EnumSource(MessageKind.class)
  void bothLanguagesUseTheSameNamesInAMessage(MessageKind kind) {
    Set<String> needed = new TreeSet<>(kind.needed());
    needed.addAll(kind.neededInSubject());

    assertThat(names(text(kind.file("fr"))))
        .isEqualTo(names(text(kind.file("en"))))
        .isEqualTo(needed);
  }

  @ParameterizedTest
  @EnumSource(LetterKind.class)
  void bothLanguagesUseTheSameNamesInALetter(LetterKind kind) {
    assertThat(names(text(kind.file("fr"))))
        .isEqualTo(names(text(kind.file("en"))))
        .isEqualTo(kind.names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void everyPhraseSaysSomethingWithAllOfItsNamesAndNoOtherWordHasAny(String language) {
    Properties words = words(language);
    for (Phrase phrase : Phrase.values()) {
      assertThat(words).containsKey(phrase.key());
      String word = String.valueOf(words.remove(phrase.key()));
      assertThat(word).as(phrase.key()).isNotBlank();
      assertThat(names(word)).as(phrase.key()).isEqualTo(phrase.names());
    }
    assertThat(words.values()).allSatisfy(word -> assertThat(names(word.toString())).isEmpty());
  }

  @Test
  void everyFileOfTheFolderIsRead() throws Exception {
    Set<String> read = new TreeSet<>();
    for (String language : List.of("fr", "en")) {
      read.add("words." + language + ".properties");
      Stream.of(MessageKind.values()).map(kind -> kind.file(language)).forEach(read::add);
      Stream.of(LetterKind.values()).map(kind -> kind.file(language)).forEach(read::add);
    }
    URL folder = Objects.requireNonNull(MessageFiles.class.getResource("/vigie/message"));

    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(read);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void whateverADefaultRuleWatchesHasAName(String language) {
    Set<String> watched =
        RuleCatalogue.defaults().stream()
            .map(rule -> "metric." + rule.metric())
            .collect(Collectors.toSet());

    assertThat(words(language).stringPropertyNames()).containsAll(watched);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "words.en.properties | severity.HIGH | x | words.en.properties: severity.HIGH is missing",
        "words.en.properties | day= | x= | words.en.properties: day is missing",
        "words.en.properties | {{place}} | x | words.en.properties, time: {{place}} is missing",
        "words.en.properties | {{seconds}} | x | words.en.properties, fault.WATCHDOG: {{seconds}} is"
            + " missing",
        "words.en.properties | remedy= | x= | words.en.properties: remedy is missing",
        "words.en.properties | day=d | day={{d}} | words.en.properties, day: {{d}} is not one of",
        "words.en.properties | =fall | ={{x}} | words.en.properties, metric.fall: {{x}} is not one",
        "words.en.properties | metric.spo2= | #= | words.en.properties: metric.spo2 is missing",
        "patient.en.txt | : {{age}} | x | patient.en.txt: {{age}} is missing",
        "contact.en.txt | {{name}} | {{nmae}} | contact.en.txt: {{nmae}} is not one of",
        "contact.en.txt | {{/metric}} | x | contact.en.txt: Section missing close tag",
        "contact.en.txt | {{name}} | {{>name}} | contact.en.txt: ",
        "request-term.en.txt | {{count}} | x | request-term.en.txt: {{count}} is missing",
        "breach-person.en.txt | {{help}} | x | breach-person.en.txt: {{help}} is missing",
        "patient.en.txt | Vigie: | 'Vigie:\n' | patient.en.txt: must begin with the subject",
      })
  void whatALanguageLacksIsNamedWithItsFile(
      String file, String part, String instead, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                MessageFiles.check(
                    MessageFiles.read("fr"),
                    new MessageFiles(
                        "en",
                        name ->
                            name.equals(file) ? text(name).replace(part, instead) : text(name))))
        .withMessageStartingWith(complaint);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MessageFiles("en", name -> name.startsWith("words") ? text(name) : null))
        .withMessage("patient.en.txt is missing");
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    NAME.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
    // Where a language has one form for one and for several.
    names.removeIf(name -> name.endsWith("Many"));
    return names;
  }

  private static Properties words(String language) {
    Properties words = new Properties();
    try {
      words.load(new StringReader(text("words." + language + ".properties")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return words;
  }

  private static String text(String file) {
    String text = MessageFiles.resource(file);
    assertThat(text).as(file).isNotNull();
    return String.valueOf(text);
  }
}
