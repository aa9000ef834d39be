/**
 * Replays an export through MQTT: {@link vigie.cli.replay.TimeMapping} says when each reading is
 * sent and what time it carries, {@link vigie.cli.replay.Replay} enrols the subjects and publishes.
 */
@NullMarked
package vigie.cli.replay;

import org.jspecify.annotations.NullMarked;
