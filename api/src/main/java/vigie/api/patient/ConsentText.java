package vigie.api.patient;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import vigie.api.web.Refusal;

/**
 * The wording a patient consents to, by version and language (C-35).
 *
 * @param version of the wording
 * @param language of the wording
 * @param hash SHA-256 of its bytes, hex
 */
public record ConsentText(String version, String language, String hash) {
  /** The wording in force. */
  public static final String CURRENT_VERSION = "1";

  private static final Map<String, ConsentText> READINGS =
      Map.of("en", load("", "en"), "fr", load("", "fr"));
  private static final Map<String, ConsentText> TEAM =
      Map.of("en", load("team-", "en"), "fr", load("team-", "fr"));

  /**
   * The wording for readings in this language.
   *
   * @throws Refusal when there is none
   */
  public static ConsentText in(String language) {
    return in(language, READINGS);
  }

  /**
   * The wording for a care team in this language (C-48).
   *
   * @throws Refusal when there is none
   */
  static ConsentText ofTeam(String language) {
    return in(language, TEAM);
  }

  private static ConsentText in(String language, Map<String, ConsentText> known) {
    ConsentText text = known.get(language);
    if (text == null) {
      throw Refusal.invalid("language", "must be one of en, fr");
    }
    return text;
  }

  private static ConsentText load(String kind, String language) {
    String file = "/vigie/consent/" + kind + CURRENT_VERSION + "." + language + ".txt";
    try (InputStream in = ConsentText.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " missing");
      }
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      return new ConsentText(CURRENT_VERSION, language, HexFormat.of().formatHex(hash));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
