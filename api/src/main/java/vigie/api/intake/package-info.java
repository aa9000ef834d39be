/**
 * The way in for devices without MQTT: the same decision as the gateway's ({@code vigie.intake}),
 * asked over HTTP, and answered once Kafka has what came of it.
 */
@NullMarked
package vigie.api.intake;

import org.jspecify.annotations.NullMarked;
