package vigie.cli.load;

/**
 * What comes on top of the sustained load, once: a burst of all devices, or a backfill by devices
 * of other patients. The sustained load goes on until it is over.
 *
 * @param burstFactor so many times the sustained rate; 1 for no burst
 * @param burstSeconds how long
 * @param backfillDevices devices that send hours of readings at once; 0 for no backfill
 * @param backfillReadings readings of each, one a message
 */
record SurgePlan(int burstFactor, int burstSeconds, int backfillDevices, int backfillReadings) {
  static final SurgePlan NONE = new SurgePlan(1, 0, 0, 0);

  /** Checks each number. */
  SurgePlan {
    if (burstFactor < 1 || burstSeconds < 0 || (burstFactor > 1 && burstSeconds < 1)) {
      throw new IllegalArgumentException("--burst and --burst-seconds must be at least 1");
    }
    if (backfillDevices < 0 || (backfillDevices > 0 && backfillReadings < 1)) {
      throw new IllegalArgumentException(
          "--backfill must be at least 0, --backfill-readings at least 1");
    }
    if (burstFactor > 1 && backfillDevices > 0) {
      throw new IllegalArgumentException("--burst and --backfill are for runs of their own");
    }
  }

  boolean bursts() {
    return burstFactor > 1;
  }

  boolean backfills() {
    return backfillDevices > 0;
  }

  boolean any() {
    return bursts() || backfills();
  }
}
