package vigie.api.session;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.ApiConfig;
import vigie.api.PublicFile;

/**
 * Tells the MQTT broker which sessions have ended while a token of theirs may live, in a file
 * beside the public keys: a line for each, its id and until when it is to be known. Writes on the
 * ending thread; a file that cannot be written ends a session no less.
 */
@Singleton
public final class EndedSessionsFile {
  private static final Logger LOG = LoggerFactory.getLogger(EndedSessionsFile.class);
  private static final String FILE = "ended-sessions.csv";

  private final Path file;
  private final SessionDirectory sessions;

  EndedSessionsFile(ApiConfig config, SessionDirectory sessions) {
    this.file = config.data().resolve(FILE);
    this.sessions = sessions;
  }

  /** Writes the file whenever a session ends from now on. */
  public void start() {
    sessions.listen(session -> write());
  }

  private synchronized void write() {
    String lines =
        sessions.known().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(end -> end.getKey() + "," + end.getValue() + "\n")
            .collect(Collectors.joining());
    try {
      PublicFile.write(file, lines);
    } catch (IOException e) {
      LOG.error("{} cannot be written: the MQTT broker learns of no ended session", file, e);
    }
  }
}
