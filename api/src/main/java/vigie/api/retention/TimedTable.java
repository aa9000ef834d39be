package vigie.api.retention;

import java.util.List;

/**
 * A table whose rows are destroyed by age alone, whoever they are of.
 *
 * @param table as in the register
 * @param retention the rule, as in the register
 * @param time the column that counts
 */
record TimedTable(String table, String retention, String time) {
  /** All of them; a table comes before those that it refers to. */
  static final List<TimedTable> ALL =
      List.of(
          new TimedTable("people.sign_in_failure", "sign-in-failure", "last_at"),
          new TimedTable("people.channel_code", "code", "sent_at"),
          new TimedTable("rejected_reading", "refused", "received"),
          new TimedTable("drill_delivery", "drill", "at"),
          new TimedTable("drill", "drill", "begun_at"));

  TimedTable {
    // They become part of a statement.
    for (String name : List.of(table, time)) {
      if (!name.matches("[a-z_]+(\\.[a-z_]+)?")) {
        throw new IllegalArgumentException("not the name of a table or column: " + name);
      }
    }
  }
}
