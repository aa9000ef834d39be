package vigie.api.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vigie.alert.Notification;
import vigie.alert.Severity;
import vigie.reading.Category;
import vigie.reading.Quality;

/**
 * What the files of one language say: words by their keys, {@link Phrase}s among them, and one
 * template per {@link MessageKind} and {@link LetterKind}. Checked when read. Immutable.
 */
public final class MessageFiles {
  private static final String FOLDER = "/vigie/message/";

  private final String file;
  private final Properties words = new Properties();
  private final Map<Phrase, MustacheTemplate> phrases = new EnumMap<>(Phrase.class);
  private final Map<MessageKind, Parts> messages = new EnumMap<>(MessageKind.class);
  private final Map<LetterKind, MustacheTemplate> letters = new EnumMap<>(LetterKind.class);

  private record Parts(MustacheTemplate subject, MustacheTemplate body) {}

  /**
   * Reads the files of a language.
   *
   * @param files a file's text by its name; null when there is none
   * @throws IllegalArgumentException naming the file and what it lacks or cannot have
   */
  MessageFiles(String language, Files files) {
    file = "words." + language + ".properties";
    try {
      words.load(new StringReader(text(file, files)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    }
    requireAll("severity", Severity.values());
    requireAll("reason", Notification.Reason.values());
    requireAll("quality", Quality.values());
    requireAll("category", Category.values());
    for (Phrase phrase : Phrase.values()) {
      phrases.put(phrase, template(phrase.key(), phrase.names()));
    }
    requireOthersPlain();
    for (MessageKind kind : MessageKind.values()) {
      messages.put(kind, parts(kind, kind.file(language), files));
    }
    for (LetterKind kind : LetterKind.values()) {
      String name = kind.file(language);
      letters.put(kind, new MustacheTemplate(name, text(name, files), kind.names(), kind.names()));
    }
  }

  /** Where texts are. */
  interface Files {
    /** The text of this file; null when there is none. */
    @Nullable String text(String name);
  }

  /** The files of this language, which are in the program. */
  static MessageFiles read(String language) {
    return new MessageFiles(language, MessageFiles::resource);
  }

  /**
   * Reads all, so that what is wrong is said when the program starts and not when somebody is to be
   * told.
   *
   * @throws IllegalArgumentException naming the file and what it lacks or cannot have
   */
  public static void check() {
    check(read("fr"), read("en"));
  }

  /** Both must have the same keys. */
  static void check(MessageFiles one, MessageFiles other) {
    one.requireKeysOf(other);
    other.requireKeysOf(one);
  }

  /** The text of a resource in the folder of messages; null when there is none. */
  static @Nullable String resource(String name) {
    try (InputStream in = MessageFiles.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  /** The word for this key, or the other one. */
  String word(String key, String otherwise) {
    return words.getProperty(key, otherwise);
  }

  /** The phrase with these values; all that {@link Phrase#names} says must be there. */
  String phrase(Phrase phrase, Map<String, Object> values) {
    return of(phrases, phrase).fill(values);
  }

  /** The message with these values; all that {@link MessageKind#names} says must be there. */
  MessageText.Text message(MessageKind kind, Map<String, Object> values) {
    Parts parts = of(messages, kind);
    return new MessageText.Text(parts.subject().fill(values), parts.body().fill(values));
  }

  /** The letter with these values; all that {@link LetterKind#names} says must be there. */
  String letter(LetterKind kind, Map<String, Object> values) {
    return of(letters, kind).fill(values);
  }

  private static <K, V> V of(Map<K, V> templates, K kind) {
    V template = templates.get(kind);
    if (template == null) {
      throw new IllegalStateException("no template of " + kind);
    }
    return template;
  }

  private static Parts parts(MessageKind kind, String name, Files files) {
    String text = text(name, files);
    int end = text.indexOf("\n\n");
    if (end < 1 || text.lastIndexOf('\n', end - 1) >= 0) {
      throw new IllegalArgumentException(
          name + ": must begin with the subject, on one line, and an empty line");
    }
    // A subject may use any of the names, the text below must use all of its own.
    return new Parts(
        new MustacheTemplate(name, text.substring(0, end), kind.names(), kind.neededInSubject()),
        new MustacheTemplate(name, text.substring(end + 2), kind.names(), kind.needed()));
  }

  private static String text(String name, Files files) {
    String text = files.text(name);
    if (text == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }

  private MustacheTemplate template(String key, Set<String> names) {
    return new MustacheTemplate(file + ", " + key, require(key), names, names);
  }

  /** What is no phrase is told as it stands: a name in it would be told too. */
  private void requireOthersPlain() {
    Set<String> others = new TreeSet<>(words.stringPropertyNames());
    for (Phrase phrase : Phrase.values()) {
      others.remove(phrase.key());
    }
    others.forEach(key -> template(key, Set.of()));
  }

  private void requireAll(String kind, Enum<?>[] values) {
    for (Enum<?> value : values) {
      require(kind + "." + value.name());
    }
  }

  private String require(String key) {
    String word = words.getProperty(key);
    if (word == null) {
      throw new IllegalArgumentException(file + ": " + key + " is missing");
    }
    return word;
  }

  private void requireKeysOf(MessageFiles other) {
    new TreeSet<>(other.words.stringPropertyNames()).forEach(this::require);
  }
}
