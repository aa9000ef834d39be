/**
 * The dead letter, searchable: {@link vigie.api.rejected.KafkaRejectedRows} copies the topic into
 * the store, operators look for causes without seeing values, patients see what their devices sent,
 * and after a fix a selection goes through the intake again.
 */
@NullMarked
package vigie.api.rejected;

import org.jspecify.annotations.NullMarked;
