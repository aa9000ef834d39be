package vigie.cli.export;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The exports that can be replayed. */
public enum ExportFormat {
  /** Charted vitals of intensive care, with the bedside limits. */
  MIMIC("mimic"),
  /** A bedside monitor's numerics at 1 Hz. */
  BIDMC("bidmc"),
  /** Continuous glucose, watch and diary of people with type 1 diabetes. */
  T1D_UOM("t1d-uom"),
  /** A wrist tracker's and a scale's export. */
  FITBIT("fitbit"),
  /** A watch's summaries of days and nights. */
  LIFESNAPS("lifesnaps"),
  /** Heart rates of the five minutes before bedside alarms. */
  CHALLENGE_2015("challenge-2015"),
  /** Two days of intensive care. */
  CHALLENGE_2012("challenge-2012"),
  /** A glucose sensor and a diary of meals. */
  BIG_IDEAS("big-ideas"),
  /** Pressures of intensive care. */
  EICU("eicu"),
  /** A wristband's sessions. */
  EMPATICA("empatica"),
  /** Heart rates of annotated beats. */
  VITALDB("vitaldb"),
  /** Cycles and morning temperatures. */
  CYCLE("cycle");

  /** All of them, for help texts. */
  public static final String NAMES =
      "mimic, bidmc, t1d-uom, fitbit, lifesnaps, challenge-2015, challenge-2012, big-ideas, eicu,"
          + " empatica, vitaldb or cycle";

  private final String id;

  ExportFormat(String id) {
    this.id = id;
  }

  /** As it is written on the command line; begins the names of its devices. */
  public String id() {
    return id;
  }

  /** Reads its files. */
  public ExportReader reader() {
    return switch (this) {
      case MIMIC -> new MimicReader();
      case BIDMC -> new BidmcReader();
      case T1D_UOM -> new T1dUomReader();
      case FITBIT -> new FitbitReader();
      case LIFESNAPS -> new LifeSnapsReader();
      case CHALLENGE_2015 -> new ChallengeReader();
      case CHALLENGE_2012 -> new Challenge2012Reader();
      case BIG_IDEAS -> new BigIdeasReader();
      case EICU -> new EicuReader();
      case EMPATICA -> new EmpaticaReader();
      case VITALDB -> new VitalDbReader();
      case CYCLE -> new CycleReader();
    };
  }

  /** The format of this name. */
  public static ExportFormat of(String id) {
    return Arrays.stream(values())
        .filter(format -> format.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ExportException(
                    "unknown format '"
                        + id
                        + "': use one of "
                        + Arrays.stream(values())
                            .map(ExportFormat::id)
                            .collect(Collectors.joining(", "))));
  }
}
