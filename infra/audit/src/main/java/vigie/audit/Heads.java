package vigie.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The heads that vouch for a chain: those in the store and those kept elsewhere, their signatures
 * checked. What is kept elsewhere is what a truncation of the store cannot reach.
 */
public final class Heads {
  private final TreeMap<Long, List<Head>> bySeq = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final long first;
  private final int count;

  /**
   * Checks them.
   *
   * @param stored in the table
   * @param kept elsewhere, possibly older; empty when nobody kept any
   * @param keys whose signatures count
   */
  public Heads(Collection<Head> stored, Collection<Head> kept, Keys keys) {
    Map<Long, Head> sound = new HashMap<>();
    for (Head head : stored) {
      add(head, keys, sound);
    }
    TreeSet<Long> numbers = new TreeSet<>(sound.keySet());
    stored.forEach(head -> numbers.add(head.number()));
    for (Head head : kept) {
      if (add(head, keys, sound) && numbers.add(head.number())) {
        missing(head.number(), head.seq());
      }
    }
    long next = 1;
    for (long number : numbers) {
      for (; next < number; next++) {
        missing(next, sound.containsKey(number) ? sound.get(number).seq() : 0);
      }
      next = number + 1;
    }
    sound
        .values()
        .forEach(head -> bySeq.computeIfAbsent(head.seq(), any -> new ArrayList<>()).add(head));
    count = sound.size();
    first =
        sound.values().stream()
            .min(Comparator.comparingLong(Head::number))
            .map(Head::first)
            .orElse(0L);
  }

  private boolean add(Head head, Keys keys, Map<Long, Head> sound) {
    if (!keys.signed(head)) {
      findings.add(
          new Finding(
              Finding.Kind.FORGED_HEAD,
              head.seq(),
              "head " + head.number() + " bears no signature of a known key"));
      return false;
    }
    Head other = sound.putIfAbsent(head.number(), head);
    if (other != null && !other.equals(head)) {
      findings.add(
          new Finding(
              Finding.Kind.FORGED_HEAD,
              head.seq(),
              "there are two heads " + head.number() + " that say different things"));
      return false;
    }
    return true;
  }

  private void missing(long number, long seq) {
    findings.add(
        new Finding(
            Finding.Kind.MISSING_HEAD, seq, "head " + number + " is missing from the store"));
  }

  /** What is wrong with the heads themselves. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** The chain's first line; 0 when no head tells. */
  long first() {
    return first;
  }

  /** How many hold. */
  int count() {
    return count;
  }

  /** The last line that any of them signed; 0 for none. */
  long lastSigned() {
    return bySeq.isEmpty() ? 0 : bySeq.lastKey();
  }

  /** Those that signed lines from here to there, both included, in the lines' order. */
  List<Head> signing(long from, long to) {
    return from > to
        ? List.of()
        : bySeq.subMap(from, true, to, true).values().stream().flatMap(List::stream).toList();
  }
}
