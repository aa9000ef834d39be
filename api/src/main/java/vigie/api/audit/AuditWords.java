package vigie.api.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Mandate;
import vigie.api.access.Reason;

/** The lines of the audit in plain words, for the patient whom they concern (C-51). */
public final class AuditWords {
  private static final AuditWords FRENCH = new AuditWords("fr");
  private static final AuditWords ENGLISH = new AuditWords("en");

  private final Properties words = new Properties();

  private AuditWords(String language) {
    String name = "/vigie/audit/words." + language + ".properties";
    try (InputStream file = AuditWords.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  /**
   * The words of a language.
   *
   * @param language {@code fr}, or {@code en} for every other
   */
  public static AuditWords of(String language) {
    return language.equals("fr") ? FRENCH : ENGLISH;
  }

  /**
   * One line as a sentence or two.
   *
   * @param reader the patient, who is called so
   * @param name of the professional who asked; null for everybody else
   */
  public String sentence(AuditLine line, UUID reader, @Nullable String name) {
    return sentence(line, reader, name, null);
  }

  /**
   * The same, of an access by mandate.
   *
   * @param basis what the mandate rests on; null for none, or where that is not known
   */
  public String sentence(
      AuditLine line, UUID reader, @Nullable String name, Mandate.@Nullable Basis basis) {
    String reason = reason(line.reason());
    return MessageFormat.format(
        words.getProperty(line.allowed() ? "allowed" : "refused"),
        who(line, reader, name),
        action(line.action()),
        basis == null ? reason : reason + " (" + basis(basis) + ")");
  }

  /** What a mandate rests on. */
  String basis(Mandate.Basis basis) {
    return words.getProperty("mandate." + basis, basis.name());
  }

  /** What was asked for. */
  String action(String action) {
    String known = words.getProperty("action." + action);
    return known != null ? known : MessageFormat.format(words.getProperty("other"), action);
  }

  /** Why it was answered so. */
  String reason(String reason) {
    String known = words.getProperty("reason." + reason);
    if (known != null) {
      return known;
    }
    try {
      return Reason.valueOf(reason).words();
    } catch (IllegalArgumentException e) {
      return reason;
    }
  }

  private String who(AuditLine line, UUID reader, @Nullable String name) {
    if (reader.equals(line.actor())) {
      return words.getProperty("you");
    }
    String role = line.roleAlone();
    String known = role == null ? null : words.getProperty("role." + role);
    if (known == null) {
      known = words.getProperty("somebody");
    }
    return name == null
        ? known.substring(0, 1).toUpperCase(Locale.ROOT) + known.substring(1)
        : name + ", " + known;
  }
}
