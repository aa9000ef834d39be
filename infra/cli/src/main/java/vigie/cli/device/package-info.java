/** Simulated devices: what one sends, and how it publishes it over MQTT. */
@NullMarked
package vigie.cli.device;

import org.jspecify.annotations.NullMarked;
