package vigie.cli.replay;

/**
 * How to replay.
 *
 * @param speed how many times faster than it was; infinite for no waiting
 * @param asLive whether times are moved so that the last reading is of now
 */
public record ReplayOptions(double speed, boolean asLive) {}
