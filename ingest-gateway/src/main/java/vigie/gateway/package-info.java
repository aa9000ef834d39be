/**
 * The way in: MQTT messages become readings in Kafka. In the order a message takes: {@code mqtt} →
 * {@code decode} → {@code check} (asking {@code directory}) → {@code publish}; {@code observe}
 * counts and answers for health. {@link vigie.gateway.IngestPipeline} connects the steps, {@link
 * vigie.gateway.Gateway} wires them to the real servers.
 */
@NullMarked
package vigie.gateway;

import org.jspecify.annotations.NullMarked;
