package vigie.api.erasure;

/**
 * What an erasure does to one table.
 *
 * @param name of the step, as the certificate tells it; unique
 * @param table with its schema where that is not the public one
 * @param fate what becomes of the rows
 * @param sql does it, with the patient's id as its one parameter; for what is kept, counts it
 * @param words whether the rows hold names, addresses or free text: such a table is small, and is
 *     written anew afterwards, so that nothing is left in the free space of its pages
 * @param why what is kept is kept, in a sentence; empty for what goes
 */
record ErasureRule(String name, String table, Fate fate, String sql, boolean words, String why) {
  /** What becomes of rows. */
  enum Fate {
    /** They are deleted. */
    DELETED,
    /** They stay, without what they tell of the patient. */
    BLANKED,
    /** They stay as they are, for a reason. */
    KEPT,
    /** Those that a professional is the controller of stay as theirs; all others are deleted. */
    CONTROLLERS
  }

  /** Rows with a column {@code patient_id}. */
  static ErasureRule deleted(String table) {
    return deleted(table, "patient_id = ?");
  }

  /** Rows found by a condition. */
  static ErasureRule deleted(String table, String where) {
    return new ErasureRule(
        table, table, Fate.DELETED, "DELETE FROM " + table + " WHERE " + where, false, "");
  }

  /** Rows that hang on others: {@code key} is in both tables. */
  static ErasureRule deletedWith(String table, String key, String parent) {
    return deleted(
        table, key + " IN (SELECT " + key + " FROM " + parent + " WHERE patient_id = ?)");
  }

  /** Rows that stay, with one text emptied. */
  static ErasureRule blanked(String table, String column, String where) {
    return new ErasureRule(
        table + " " + column,
        table,
        Fate.BLANKED,
        "UPDATE " + table + " SET " + column + " = '' WHERE " + column + " <> '' AND " + where,
        false,
        "");
  }

  /** Rows that stay as they are. */
  static ErasureRule kept(String table, String why) {
    return new ErasureRule(
        table,
        table,
        Fate.KEPT,
        "SELECT count(*) FROM " + table + " WHERE patient_id = ?",
        false,
        why);
  }

  /**
   * Rows some of which are a professional's record: their controller decides on those, not the
   * patient. They stay under the patient's id, which leads to nobody any more; so such a table may
   * not refer to the table {@code patient}.
   *
   * @param theirs an SQL condition: the rows of which a professional is the controller
   */
  static ErasureRule controllers(String table, String theirs, String why) {
    return new ErasureRule(
        table,
        table,
        Fate.CONTROLLERS,
        "DELETE FROM " + table + " WHERE patient_id = ? AND (" + theirs + ") IS NOT TRUE",
        true,
        why);
  }

  /** The same of rows that hold names, addresses or free text. */
  ErasureRule withWords() {
    return new ErasureRule(name, table, fate, sql, true, why);
  }

  /** The same under another name, for a table that has two. */
  ErasureRule named(String other) {
    return new ErasureRule(other, table, fate, sql, words, why);
  }
}
