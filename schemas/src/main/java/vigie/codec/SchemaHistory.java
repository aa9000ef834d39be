package vigie.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;

/**
 * Every schema ever written to a topic, from {@code vigie/schema-history}; {@code index.txt} there
 * lists the files. A schema once released is never changed or removed.
 */
final class SchemaHistory {
  private static final String FOLDER = "/vigie/schema-history/";
  private static final SchemaStore STANDARD = load();

  private SchemaHistory() {}

  static SchemaStore standard() {
    return STANDARD;
  }

  /** The file names, in the order of the index. */
  static List<String> files() {
    return text("index.txt").lines().filter(line -> !line.isBlank()).toList();
  }

  static Schema schema(String file) {
    return new Schema.Parser().parse(text(file));
  }

  private static SchemaStore load() {
    SchemaStore.Cache store = new SchemaStore.Cache();
    files().forEach(file -> store.addSchema(schema(file)));
    return store;
  }

  private static String text(String file) {
    try (InputStream in = SchemaHistory.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("schema history has no file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("schema history cannot be read", e);
    }
  }
}
