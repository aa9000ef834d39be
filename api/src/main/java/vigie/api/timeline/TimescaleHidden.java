package vigie.api.timeline;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.patient.Sources;

/** Hidden spans as a condition on rows named {@code reading}. */
final class TimescaleHidden {
  private TimescaleHidden() {}

  /** True for rows in none of these spans; nothing when there are no spans. */
  static String notIn(List<Hidden.Span> spans, String time) {
    return condition("NOT EXISTS", spans, time);
  }

  /** True for rows in one of these spans; nothing when there are no spans. */
  static String in(List<Hidden.Span> spans, String time) {
    return condition("EXISTS", spans, time);
  }

  private static String condition(String exists, List<Hidden.Span> spans, String time) {
    // Rollups have no device; their spans are for all.
    boolean byDevice = spans.stream().anyMatch(span -> span.devices() != null);
    return spans.isEmpty()
        ? ""
        : " AND "
            + exists
            + " (SELECT FROM unnest(?::smallint[], ?::timestamptz[], ?::timestamptz[], ?::bool[],"
            + " ?::text[]) AS hidden (metric, begins, ends, alone, devices)"
            + " WHERE hidden.metric = reading.metric AND "
            + time
            + " >= hidden.begins AND "
            + time
            + " < hidden.ends"
            + (byDevice
                ? " AND hidden.alone = (reading.device = ANY (string_to_array(hidden.devices, ' ')))"
                : "")
            + ")";
  }

  /** Sets the condition's parameters; gives the place of the next. */
  static int set(
      Connection connection, PreparedStatement statement, int first, List<Hidden.Span> spans)
      throws SQLException {
    if (spans.isEmpty()) {
      return first;
    }
    statement.setArray(
        first,
        connection.createArrayOf(
            "smallint", spans.stream().map(span -> (short) span.metric()).toArray()));
    statement.setArray(
        first + 1, times(connection, spans.stream().map(s -> text(s.from(), "-infinity"))));
    statement.setArray(
        first + 2, times(connection, spans.stream().map(s -> text(s.until(), "infinity"))));
    statement.setArray(
        first + 3,
        connection.createArrayOf(
            "bool", spans.stream().map(span -> devices(span).only()).toArray()));
    statement.setArray(
        first + 4,
        connection.createArrayOf(
            "text",
            spans.stream()
                .map(span -> String.join(" ", devices(span).devices()))
                .toArray(String[]::new)));
    return first + 5;
  }

  private static Sources devices(Hidden.Span span) {
    return span.devices() == null ? Sources.ALL : span.devices();
  }

  private static Array times(Connection connection, Stream<String> times) throws SQLException {
    return connection.createArrayOf("timestamptz", times.toArray(String[]::new));
  }

  private static String text(@Nullable Instant at, String otherwise) {
    return at == null ? otherwise : at.toString();
  }
}
