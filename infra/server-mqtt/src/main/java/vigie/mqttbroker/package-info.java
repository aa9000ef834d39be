/**
 * The MQTT broker's own process, in the order a client meets it:
 *
 * <ol>
 *   <li>{@link vigie.mqttbroker.MqttBroker} wires an embedded Artemis; {@link
 *       vigie.mqttbroker.MqttBrokerConfig} is its settings.
 *   <li>{@link vigie.mqttbroker.TlsStores} is what the broker shows and trusts under TLS.
 *   <li>{@link vigie.mqttbroker.SignIn} decides who a client is, from {@link
 *       vigie.mqttbroker.Devices} (fed by {@link vigie.mqttbroker.KafkaDeviceFeed}), {@link
 *       vigie.mqttbroker.Services} and {@link vigie.mqttbroker.People} (by the API's tokens).
 *   <li>{@link vigie.mqttbroker.TopicAccess} decides what it may publish and subscribe to.
 *   <li>{@link vigie.mqttbroker.ArtemisSecurity} and {@link vigie.mqttbroker.ArtemisPacketGuard}
 *       ask these two on Artemis's behalf; {@link vigie.mqttbroker.ArtemisTokenEnds} ends a
 *       person's session with their token.
 *   <li>{@link vigie.mqttbroker.ArtemisDevicePace} takes a device's messages no faster than its
 *       {@link vigie.mqttbroker.TokenBucket} allows.
 *   <li>{@link vigie.mqttbroker.ArtemisUnheard} says at once when nobody hears what a person is
 *       told.
 * </ol>
 */
@NullMarked
package vigie.mqttbroker;

import org.jspecify.annotations.NullMarked;
