/**
 * The {@code vigie} command's programs. A command reads its options and starts one of: {@link
 * vigie.cli.replay.Replay} (a real {@link vigie.cli.export export}), {@link vigie.cli.demo} ({@link
 * vigie.cli.simulate simulated patients}), {@link vigie.cli.load}. All {@link vigie.cli.enrol
 * enrol} their patients through the API's {@link vigie.cli.client client} and publish as {@link
 * vigie.cli.device devices} over MQTT.
 */
@NullMarked
package vigie.cli;

import org.jspecify.annotations.NullMarked;
