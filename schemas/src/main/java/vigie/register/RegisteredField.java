package vigie.register;

/**
 * A column of a table or a field of a schema, as it really is.
 *
 * @param place the table, with its schema unless that is {@code public}; or the Avro record
 * @param name of the column or field
 * @param mandatory whether it is always there (C-52)
 */
public record RegisteredField(String place, String name, boolean mandatory) {}
