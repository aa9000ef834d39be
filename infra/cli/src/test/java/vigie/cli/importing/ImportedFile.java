package vigie.cli.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What a source reads, for tests to look at. */
record ImportedFile(List<Message> messages, ImportTally tally) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ImportedFile read(MessageSource source) {
    List<Message> messages = new ArrayList<>();
    ImportTally tally = new ImportTally();
    source.read(tally, messages::add);
    return new ImportedFile(messages, tally);
  }

  /** The payload of one message. */
  JsonNode payload(int message) {
    try {
      return JSON.readTree(messages.get(message).payload());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
