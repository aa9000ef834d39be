/**
 * From the broker: {@link vigie.gateway.mqtt.MqttSubscriber} keeps one connection up, {@link
 * vigie.gateway.mqtt.MqttConnection} is one connection from CONNECT to its end, and {@link
 * vigie.gateway.mqtt.InFlightMessages} holds what has arrived and is not yet acknowledged.
 */
@NullMarked
package vigie.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
