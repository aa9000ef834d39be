package vigie.engine.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vigie.engine.PatientKey;

/**
 * In which order what happens to each patient came since the checkpoint. When a timer comes follows
 * from the inputs, unless it did not wait for one that was appended before.
 */
final class Order {
  private final Map<PatientKey, List<Object>> events = new HashMap<>();
  private final Map<PatientKey, Integer> places = new HashMap<>();

  /** A checkpoint was made. */
  void begin() {
    events.clear();
    places.clear();
  }

  /** The job begins again at the checkpoint. */
  void again() {
    events.keySet().forEach(patient -> places.put(patient, 0));
  }

  /**
   * Notes the next event of the patient: an input, or the time at which a timer fell due that came
   * out of its turn.
   *
   * @return whether another one came at its place before the crash
   */
  boolean differs(PatientKey patient, Object event) {
    List<Object> known = events.computeIfAbsent(patient, key -> new ArrayList<>());
    int place = places.merge(patient, 1, Integer::sum) - 1;
    if (place < known.size() && known.get(place).equals(event)) {
      return false;
    }
    boolean differs = place < known.size();
    known.subList(place, known.size()).clear();
    known.add(event);
    return differs;
  }
}
