/**
 * The Kafka broker's own process: {@link vigie.kafkabroker.KafkaBroker} gives a new log directory
 * its identity and then is Kafka itself.
 */
@NullMarked
package vigie.kafkabroker;

import org.jspecify.annotations.NullMarked;
