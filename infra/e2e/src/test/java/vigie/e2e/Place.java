package vigie.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whose files lie where in a stack's folder: together they are all of them. */
enum Place {
  DATABASE,
  WRITE_AHEAD_LOG,
  KAFKA,
  FLINK,
  BROKER,
  LOGS,
  ELSEWHERE;

  private static final Set<String> OF_A_SERVER =
      Set.of("postgres", "kafka", "flink", "mqtt", "logs");

  /** What this test's client remembers of those whom it enrolled: a patient's own papers. */
  private static final String CLIENT = "enrolments.json";

  /** The files and folders of this place. */
  List<Path> in(Path data) {
    Path postgres = data.resolve("postgres");
    return switch (this) {
      case DATABASE ->
          Stream.concat(
                  children(postgres, Set.of("data")),
                  children(postgres.resolve("data"), Set.of("pg_wal")))
              .toList();
      case WRITE_AHEAD_LOG -> List.of(postgres.resolve("data").resolve("pg_wal"));
      case KAFKA -> List.of(data.resolve("kafka"));
      case FLINK -> List.of(data.resolve("flink"));
      case BROKER -> List.of(data.resolve("mqtt"));
      case LOGS -> List.of(data.resolve("logs"));
      case ELSEWHERE ->
          children(data, OF_A_SERVER).filter(child -> !child.endsWith(CLIENT)).toList();
    };
  }

  private static Stream<Path> children(Path folder, Set<String> but) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> !but.contains(child.getFileName().toString()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
