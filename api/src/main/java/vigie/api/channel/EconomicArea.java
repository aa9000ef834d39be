package vigie.api.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The countries of the European Economic Area, which are data: {@code eea.csv} and its sources. */
public final class EconomicArea {
  private static final Set<String> COUNTRIES = read();

  private EconomicArea() {}

  /**
   * Whether the GDPR holds there.
   *
   * @param country ISO 3166-1 alpha-2
   */
  public static boolean includes(String country) {
    return COUNTRIES.contains(country);
  }

  private static Set<String> read() {
    String file = "/vigie/channel/eea.csv";
    try (InputStream in = EconomicArea.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Stream.of(line.strip().split("\\s*,\\s*", -1)))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
