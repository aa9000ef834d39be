package vigie.cli.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When each message is due, by its number from 0: phase after phase, evenly within each. */
final class LoadSchedule {
  /** So long is waited for a surge to be over. */
  private static final int AFTER_SECONDS_MAX = 1_200;

  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  private final List<Part> parts = new ArrayList<>();

  private record Part(LoadPhase phase, long first, long messages, long beginNanos, long rate) {
    long end() {
      return first + messages;
    }

    long dueNanos(long number) {
      return beginNanos + (number - first) * SECOND_NANOS / rate;
    }
  }

  LoadSchedule(LoadOptions options) {
    SurgePlan surge = options.surge();
    add(LoadPhase.WARM_UP, options.rate(), options.warmUpSeconds());
    add(LoadPhase.SUSTAINED, options.rate(), options.seconds());
    if (surge.bursts()) {
      add(LoadPhase.BURST, (long) surge.burstFactor() * options.rate(), surge.burstSeconds());
    }
    if (surge.any()) {
      add(LoadPhase.AFTER, options.rate(), AFTER_SECONDS_MAX);
    }
  }

  private void add(LoadPhase phase, long rate, int seconds) {
    Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    long first = last == null ? 0 : last.end();
    long begin = last == null ? 0 : last.dueNanos(first);
    parts.add(new Part(phase, first, rate * seconds, begin, rate));
  }

  /** Messages in all; those of the last phase after a surge may be left out. */
  long messages() {
    return parts.get(parts.size() - 1).end();
  }

  LoadPhase phase(long number) {
    return part(number).phase();
  }

  /** After the beginning. */
  long dueNanos(long number) {
    return part(number).dueNanos(number);
  }

  private Part part(long number) {
    for (Part part : parts) {
      if (number < part.end()) {
        return part;
      }
    }
    throw new IllegalArgumentException(
        "there are " + messages() + " messages, asked for " + number);
  }
}
