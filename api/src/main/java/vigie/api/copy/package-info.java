/**
 * The copy that article 15 of the GDPR gives a person (C-65): {@link vigie.api.copy.JdbcHoldings}
 * says what the tables really hold of them, {@link vigie.api.copy.JdbcRecipientsOf} who really
 * received it, {@link vigie.api.copy.CopyLists} puts beside it what the register says, and {@link
 * vigie.api.copy.CopyController} gives that and the data in one answer.
 */
@NullMarked
package vigie.api.copy;

import org.jspecify.annotations.NullMarked;
