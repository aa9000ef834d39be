/**
 * What the gateway is measured against: loops that carry messages from MQTT to Kafka and look at
 * none. Started by {@code vigie bench gateway}, never in operation.
 */
@NullMarked
package vigie.gateway.bench;

import org.jspecify.annotations.NullMarked;
