package vigie.engine.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.engine.AlertInput.Kind;
import vigie.engine.PatientKey;

/**
 * What was appended to each topic, and how far the job has read. Of one topic it reads in order,
 * but of several, when it is behind, as they come.
 */
final class Log {
  private static final double IN_ANY_ORDER = 0.1;

  private final Map<Kind, List<Arrival>> topics = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> read = new EnumMap<>(Kind.class);

  void append(Arrival arrival) {
    topics.computeIfAbsent(topic(arrival), any -> new ArrayList<>()).add(arrival);
  }

  private static Kind topic(Arrival arrival) {
    Kind kind = arrival.input().kind();
    // A tombstone lies in the topic of profiles.
    return kind == Kind.ERASURE ? Kind.PROFILE : kind;
  }

  /** The record to be read next; null when all are. */
  @Nullable Arrival next(Dice dice, long now) {
    List<Arrival> heads = new ArrayList<>(topics.size());
    Arrival first = null;
    for (Map.Entry<Kind, List<Arrival>> topic : topics.entrySet()) {
      int place = read.getOrDefault(topic.getKey(), 0);
      if (place < topic.getValue().size()) {
        Arrival head = topic.getValue().get(place);
        heads.add(head);
        first = first == null || head.at() < first.at() ? head : first;
      }
    }
    boolean behind = first != null && first.at() < now && heads.size() > 1;
    return behind && dice.chance(IN_ANY_ORDER) ? heads.get(dice.below(heads.size())) : first;
  }

  /** Whether the job has yet to read something of this patient that was appended before then. */
  boolean hasUnread(PatientKey patient, long before) {
    for (Map.Entry<Kind, List<Arrival>> topic : topics.entrySet()) {
      List<Arrival> all = topic.getValue();
      for (int i = read.getOrDefault(topic.getKey(), 0); i < all.size(); i++) {
        if (all.get(i).at() >= before) {
          break;
        }
        if (all.get(i).input().patient().equals(patient)) {
          return true;
        }
      }
    }
    return false;
  }

  /** It is read. */
  void take(Arrival arrival) {
    read.merge(topic(arrival), 1, Integer::sum);
  }

  /** How far the job has read. */
  Map<Kind, Integer> position() {
    Map<Kind, Integer> position = new EnumMap<>(Kind.class);
    position.putAll(read);
    return position;
  }

  /** The job reads again from there. */
  void back(Map<Kind, Integer> position) {
    read.clear();
    read.putAll(position);
  }
}
