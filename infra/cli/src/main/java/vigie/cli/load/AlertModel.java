package vigie.cli.load;

/**
 * What one patient's readings must raise, told one by one in their order: a plain calculation that
 * shares no code with the jobs. The limit is inclusive, the clear limit exclusive, and both act at
 * once. One thread.
 */
final class AlertModel {
  private boolean open;

  /** What a reading does. */
  enum Effect {
    NONE,
    OPENS,
    ENDS
  }

  /** The effect of the next reading, /min. */
  Effect next(double heartRate) {
    if (!open && heartRate >= LoadPlan.LIMIT) {
      open = true;
      return Effect.OPENS;
    }
    if (open && heartRate < LoadPlan.CLEAR) {
      open = false;
      return Effect.ENDS;
    }
    return Effect.NONE;
  }
}
