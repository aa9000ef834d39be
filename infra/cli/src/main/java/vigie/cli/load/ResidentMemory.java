package vigie.cli.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of one part: resident, before a burst and at its worst from the burst's begin on. */
public record ResidentMemory(long beforeKib, long peakKib, double growthPercent) {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

  /** What one process had at a time. */
  record Sample(LoadPhase phase, long kib) {}

  /** From samples in any order; before is their median while the load was sustained. */
  static ResidentMemory of(List<Sample> samples) {
    long[] before =
        samples.stream()
            .filter(sample -> sample.phase() == LoadPhase.SUSTAINED)
            .mapToLong(Sample::kib)
            .sorted()
            .toArray();
    long median = before.length == 0 ? 0 : before[before.length / 2];
    long peak =
        samples.stream()
            .filter(sample -> sample.phase().compareTo(LoadPhase.BURST) >= 0)
            .mapToLong(Sample::kib)
            .max()
            .orElse(0);
    return new ResidentMemory(median, peak, median == 0 ? 0 : 100.0 * (peak - median) / median);
  }

  /** Of a process of this machine now, from Linux's {@code /proc}. */
  public static long kibOf(long pid) {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    } catch (IOException e) {
      throw new UncheckedIOException("process " + pid + " is not there any more", e);
    }
  }

  static long parse(String status) {
    Matcher resident = RESIDENT.matcher(status);
    if (!resident.find()) {
      throw new IllegalArgumentException("no VmRSS in the status of a process");
    }
    return Long.parseLong(resident.group(1));
  }

  @Override
  public String toString() {
    return "%,d MiB before, %,d MiB at most, %+.1f %%"
        .formatted(beforeKib >> 10, peakKib >> 10, growthPercent);
  }
}
