package vigie.cli.promises;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;

/** The table {@code promises.csv}, in its order. */
final class CsvPromises {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private CsvPromises() {}

  /** All promises; throws when a row says what cannot be. */
  static List<Promise> all() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(CsvPromises.class.getResourceAsStream("promises.csv"));
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return FORMAT.parse(text).stream()
          .map(
              row ->
                  new Promise(
                      row.get("id"),
                      row.get("group"),
                      row.get("title"),
                      Promise.State.valueOf(row.get("state")),
                      row.get("reason")))
          .toList();
    }
  }
}
