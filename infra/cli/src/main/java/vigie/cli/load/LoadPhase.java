package vigie.cli.load;

/** Where in a run a message belongs. */
enum LoadPhase {
  /** At the sustained rate; counted, not timed. */
  WARM_UP,
  /** At the sustained rate. */
  SUSTAINED,
  /** At a multiple of it. */
  BURST,
  /** At the sustained rate again, until the surge is over. */
  AFTER
}
