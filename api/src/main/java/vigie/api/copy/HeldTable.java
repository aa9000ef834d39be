package vigie.api.copy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.register.DataClass;
import vigie.register.DataKind;
import vigie.register.RegisterCatalogue;
import vigie.register.RegisteredField;

/**
 * A table that knows a person, as the store's catalogue and the register have it. Pure.
 *
 * @param name with its schema where that is not the public one
 * @param owner the column that says whose a row is
 * @param time the column that says of when it is; null for none
 * @param kind what the register says it is
 * @param secrets columns that prove who somebody is: a copy that had them would open the account
 * @param texts columns that hold what people wrote in their own words
 * @param place where its rows are in the copy
 */
record HeldTable(
    String name,
    String owner,
    @Nullable String time,
    DataKind kind,
    List<String> secrets,
    List<String> texts,
    Place place) {
  private static final Set<String> SECRET_KINDS = Set.of("credential", "channel-code");

  /** Columns that hold people's own words, in whichever table. */
  private static final Set<String> TEXTS =
      Set.of(
          "answer",
          "body",
          "detail_values",
          "extension_reason",
          "finding",
          "grounds",
          "kind",
          "name",
          "note",
          "proof",
          "reason",
          "status_reason",
          "text",
          "title");

  /** Told by FHIR's resources, or computed from what is. */
  private static final Set<String> RECORD =
      Set.of(
          "alert",
          "alert_transition",
          "audit",
          "notification",
          "reading",
          "reading_1d",
          "reading_1h",
          "reading_1m");

  /** Messages as devices sent them. */
  private static final Set<String> ROUTE = Set.of("rejected_reading");

  /** Where rows are in the copy. */
  enum Place {
    /** Among the lines that are FHIR resources. */
    RECORD,
    /** In a line with the rows of this table. */
    ROWS,
    /** By a route of their own. */
    ROUTE
  }

  /** One column of a table, in the table's order. */
  record Column(String table, String name, boolean time) {}

  /** The table of these columns; null when it knows no person. */
  static @Nullable HeldTable of(String name, List<Column> columns, RegisterCatalogue register) {
    List<String> names = columns.stream().map(Column::name).toList();
    String owner =
        names.contains("patient_id")
            ? "patient_id"
            : names.contains("person_id") ? "person_id" : "";
    if (owner.isEmpty() || !register.places().contains(name)) {
      return null;
    }
    DataKind kind = register.others(name);
    List<String> secrets =
        names.stream().filter(column -> secret(register, name, column, owner)).toList();
    if (kind.type() == DataClass.TECHNICAL || SECRET_KINDS.contains(kind.id())) {
      return null;
    }
    return new HeldTable(
        name,
        owner,
        columns.stream().filter(Column::time).map(Column::name).findFirst().orElse(null),
        kind,
        secrets,
        names.stream().filter(TEXTS::contains).toList(),
        RECORD.contains(name) ? Place.RECORD : ROUTE.contains(name) ? Place.ROUTE : Place.ROWS);
  }

  private static boolean secret(
      RegisterCatalogue register, String table, String column, String owner) {
    return !column.equals(owner)
        && register
            .kind(new RegisteredField(table, column, false))
            .filter(kind -> SECRET_KINDS.contains(kind.id()))
            .isPresent();
  }
}
