package vigie.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The default rules, read once from {@code vigie/rules.json}. */
public final class RuleCatalogue {
  /** Author of every rule that comes with the program. */
  public static final String DEFAULT_AUTHOR = "vigie defaults";

  private static final Instant SET_AT = Instant.parse("2026-11-22T00:00:00Z");
  private static final List<Rule> DEFAULTS = load();

  private RuleCatalogue() {}

  /** The default adult rules of this version. */
  public static List<Rule> defaults() {
    return DEFAULTS;
  }

  private static List<Rule> load() {
    try (InputStream in = RuleCatalogue.class.getResourceAsStream("/vigie/rules.json")) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return RuleReader.read(json, DEFAULT_AUTHOR, SET_AT);
    } catch (IOException e) {
      throw new UncheckedIOException("vigie/rules.json cannot be read", e);
    }
  }
}
