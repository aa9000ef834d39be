package vigie.cli.export;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The alarm limits of a MIMIC-III chart with the times at which they were charted. */
public final class ChartedLimits {
  private static final ExportTimes TIMES = ExportTimes.of("yyyy-MM-dd HH:mm:ss", ZoneOffset.UTC);

  /** By item: which side of which metric it limits. */
  private static final Map<String, Side> SIDES =
      Map.ofEntries(
          Map.entry("8549", Side.HEART_RATE_HIGH),
          Map.entry("220046", Side.HEART_RATE_HIGH),
          Map.entry("5815", Side.HEART_RATE_LOW),
          Map.entry("220047", Side.HEART_RATE_LOW),
          Map.entry("5820", Side.SPO2_LOW),
          Map.entry("223770", Side.SPO2_LOW),
          Map.entry("8553", Side.RESPIRATORY_RATE_HIGH),
          Map.entry("224161", Side.RESPIRATORY_RATE_HIGH),
          Map.entry("5819", Side.RESPIRATORY_RATE_LOW),
          Map.entry("224162", Side.RESPIRATORY_RATE_LOW));

  /** What a limit is of. */
  public enum Side {
    HEART_RATE_HIGH("heart-rate", true),
    HEART_RATE_LOW("heart-rate", false),
    SPO2_LOW("spo2", false),
    RESPIRATORY_RATE_HIGH("respiratory-rate", true),
    RESPIRATORY_RATE_LOW("respiratory-rate", false);

    private final String metric;
    private final boolean high;

    Side(String metric, boolean high) {
      this.metric = metric;
      this.high = high;
    }

    /** The catalogue's id. */
    public String metric() {
      return metric;
    }

    /** Whether values above it are beyond it. */
    public boolean high() {
      return high;
    }
  }

  /** A limit as charted; it stands until the next one of its side. */
  public record Limit(String subject, Side side, Instant at, double value) {}

  private ChartedLimits() {}

  /** All that can be read, in the chart's order. */
  public static List<Limit> read(Path folder) {
    List<Limit> limits = new ArrayList<>();
    ReadTally tally = new ReadTally();
    CsvFile.required(folder, "chartevents_vitals.csv")
        .forEach(
            tally,
            row -> {
              Side side = SIDES.get(row.text("itemid"));
              OptionalDouble value = row.optionalNumber("valuenum");
              // A limit of zero is one that was switched off.
              if (side != null
                  && value.isPresent()
                  && value.getAsDouble() > 0
                  && !row.text("error").equals("1")) {
                limits.add(
                    new Limit(
                        row.text("subject_id"),
                        side,
                        TIMES.instant(row.text("charttime")),
                        value.getAsDouble()));
              }
            });
    return List.copyOf(limits);
  }
}
