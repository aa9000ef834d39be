package vigie.cli.register;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;

/** The list {@code threats.csv}, in its order. */
final class CsvThreats {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private CsvThreats() {}

  static List<Threat> all() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(CsvThreats.class.getResourceAsStream("threats.csv"));
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return FORMAT.parse(text).stream()
          .map(
              row ->
                  new Threat(
                      row.get("id"),
                      row.get("threat"),
                      Threat.Severity.valueOf(row.get("severity")),
                      Threat.Likelihood.valueOf(row.get("likelihood")),
                      row.get("measures"),
                      row.get("promises"),
                      row.get("open")))
          .toList();
    }
  }
}
