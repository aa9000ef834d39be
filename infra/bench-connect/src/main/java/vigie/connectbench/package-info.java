/**
 * The gateway's peer: Kafka Connect with Apache Camel's MQTT source, set as its documentation would
 * for the same work. Started by {@code vigie bench gateway}, never in operation.
 */
@NullMarked
package vigie.connectbench;

import org.jspecify.annotations.NullMarked;
