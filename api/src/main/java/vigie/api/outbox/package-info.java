/**
 * From the store to Kafka: a change and the record that tells of it are one transaction; the relay
 * carries the record on, at least once and in order per key.
 */
@NullMarked
package vigie.api.outbox;

import org.jspecify.annotations.NullMarked;
