package vigie.cli.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logged statements as a script for pgbench. Pure.
 *
 * @param text of the script's file
 * @param variables to be given on the command line; in prepared mode they are parameters
 */
record PgbenchScript(String text, Map<String, String> variables) {
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  /**
   * The same statements asked about another patient. A parameter that was NULL, which no variable
   * of pgbench can be, stands as such in the statement.
   *
   * @param of whom the statements were logged
   * @param instead about whom they are to be
   * @param name what the variables' names begin with
   */
  static PgbenchScript of(List<LoggedStatement> statements, UUID of, UUID instead, String name) {
    StringBuilder text = new StringBuilder();
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < statements.size(); i++) {
      LoggedStatement statement = statements.get(i);
      String prefix = name + "_" + i + "_";
      Matcher parameter = PARAMETER.matcher(statement.sql().replaceAll("\\s+", " ").strip());
      StringBuilder sql = new StringBuilder();
      while (parameter.find()) {
        String value = statement.parameters().get(Integer.valueOf(parameter.group(1)));
        if (value == null) {
          parameter.appendReplacement(sql, "NULL");
        } else {
          String variable = prefix + parameter.group(1);
          variables.put(variable, value.equals(of.toString()) ? instead.toString() : value);
          parameter.appendReplacement(sql, ":" + variable);
        }
      }
      parameter.appendTail(sql);
      text.append(sql).append(";\n");
    }
    return new PgbenchScript(text.toString(), variables);
  }
}
