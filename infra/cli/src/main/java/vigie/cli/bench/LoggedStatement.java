package vigie.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement as PostgreSQL logs it when it is told to log all. Pure.
 *
 * @param sql with {@code $1}, {@code $2} and so on
 * @param parameters by number; null for NULL
 */
record LoggedStatement(String sql, Map<Integer, @Nullable String> parameters) {
  private static final Pattern LINE =
      Pattern.compile("^\\S+ \\S+ \\S+ \\[(\\d+)] ([^ :]*) ([A-Z0-9]+): {2}(.*)$");
  private static final Pattern EXECUTE =
      Pattern.compile("^(?:duration: \\S+ ms {2})?execute [^:]*: (.*)$", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\$(\\d+) = (?:NULL|'((?:[^']|'')*)')", Pattern.DOTALL);

  /**
   * The statements that one application executed, in order.
   *
   * @param log lines of the log, with the prefix {@code %m [%p] %a }
   * @param application its {@code application_name}
   */
  static List<LoggedStatement> of(List<String> log, String application) {
    List<LoggedStatement> statements = new ArrayList<>();
    String[] entry = null;
    for (String line : log) {
      Matcher begin = LINE.matcher(line);
      if (begin.matches()) {
        add(entry, application, statements);
        entry = new String[] {begin.group(2), begin.group(3), begin.group(4)};
      } else if (entry != null) {
        entry[2] += "\n" + line.strip();
      }
    }
    add(entry, application, statements);
    return statements;
  }

  /** Whether it reads a table of readings or rollups. */
  boolean readsReadings() {
    return sql.matches("(?is)(SELECT|WITH)\\b.*\\bFROM\\s+reading(_1[mhd])?\\b.*");
  }

  /** Whether one of its parameters is this text. */
  boolean hasParameter(String text) {
    return parameters.containsValue(text);
  }

  private static void add(
      String @Nullable [] entry, String application, List<LoggedStatement> statements) {
    if (entry == null || !entry[0].equals(application)) {
      return;
    }
    if (entry[1].equals("LOG")) {
      Matcher execute = EXECUTE.matcher(entry[2]);
      if (execute.matches()) {
        statements.add(new LoggedStatement(execute.group(1), new TreeMap<>()));
      }
      return;
    }
    if (entry[1].equals("DETAIL") && !statements.isEmpty()) {
      Matcher parameter = PARAMETER.matcher(entry[2]);
      while (parameter.find()) {
        String text = parameter.group(2);
        statements
            .get(statements.size() - 1)
            .parameters()
            .put(
                Integer.valueOf(parameter.group(1)), text == null ? null : text.replace("''", "'"));
      }
    }
  }
}
