package vigie.api.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vigie.device.DeviceBinding;
import vigie.device.FormerBinding;
import vigie.reading.PatientId;

/** Whose a device was, and from when on it is somebody's, so that no time is two patients'. */
final class BindingHistory {
  /** A device's clock may be behind by this (clinical reference 4.2): it has measured already. */
  static final Duration CLOCK_BEHIND = Duration.ofMinutes(10);

  private BindingHistory() {}

  /**
   * From when on readings are the patient's.
   *
   * @param wanted what the patient says
   * @param patient who binds the device
   * @param ended every binding of the device that has ended, whoever's
   * @return that, or the end of the newest binding of somebody else when that is later
   */
  static Instant since(Instant wanted, PatientId patient, List<FormerBinding> ended) {
    return ended.stream()
        .filter(one -> !one.patient().equals(patient))
        .map(FormerBinding::until)
        .filter(until -> until.isAfter(wanted))
        .max(Comparator.naturalOrder())
        .orElse(wanted);
  }

  /**
   * What the stream must know of the bindings before.
   *
   * @param since from when on the newest binding holds
   * @param ended the bindings to tell of
   * @return those, oldest first and without overlap, what lies before {@code since} of them, and of
   *     many the newest {@link DeviceBinding#FORMER_MAX}
   */
  static List<FormerBinding> former(Instant since, List<FormerBinding> ended) {
    List<FormerBinding> joined = new ArrayList<>();
    for (FormerBinding one :
        ended.stream().sorted(Comparator.comparing(FormerBinding::since)).toList()) {
      Instant until = one.until().isBefore(since) ? one.until() : since;
      if (!one.since().isBefore(until)) {
        continue;
      }
      FormerBinding last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      // A renewed secret ends a row of the table, and begins another of the same patient.
      if (last != null
          && last.patient().equals(one.patient())
          && !one.since().isAfter(last.until())) {
        Instant later = until.isAfter(last.until()) ? until : last.until();
        joined.set(joined.size() - 1, new FormerBinding(last.patient(), last.since(), later));
      } else {
        joined.add(new FormerBinding(one.patient(), one.since(), until));
      }
    }
    return List.copyOf(
        joined.subList(Math.max(0, joined.size() - DeviceBinding.FORMER_MAX), joined.size()));
  }
}
