package vigie.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.engine.sample.Series;

/** What the fold knows after a reading: stages on their way, alerts open or lately resolved. */
public final class FoldState {
  /** Of the rules in breach or in force. */
  public List<Stage> stages = new ArrayList<>(0);

  /** Alerts; at most one of a family is open. */
  public List<AlertCard> cards = new ArrayList<>(0);

  /** What gates have seen. */
  public List<GateMark> gates = new ArrayList<>(0);

  /** What derivations remember. */
  public List<Series> series = new ArrayList<>(0);

  /** Nothing seen yet. */
  public FoldState() {}

  @Nullable GateMark gate(int key) {
    for (int i = 0; i < gates.size(); i++) {
      if (gates.get(i).gate == key) {
        return gates.get(i);
      }
    }
    return null;
  }

  /** The memory kept by the metric of this number; a new one when there is none. */
  Series series(int metric) {
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).metric == metric) {
        return series.get(i);
      }
    }
    Series begun = new Series(metric);
    series.add(begun);
    return begun;
  }

  @Nullable Stage stage(String rule) {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).rule.equals(rule)) {
        return stages.get(i);
      }
    }
    return null;
  }

  @Nullable AlertCard openCard(String family) {
    for (int i = 0; i < cards.size(); i++) {
      AlertCard card = cards.get(i);
      if (card.open() && card.family.equals(family)) {
        return card;
      }
    }
    return null;
  }

  @Nullable AlertCard card(String family, long onset) {
    for (int i = 0; i < cards.size(); i++) {
      AlertCard card = cards.get(i);
      if (card.onset == onset && card.family.equals(family)) {
        return card;
      }
    }
    return null;
  }

  /** The most severe stage in force of the family; of equals the one whose id comes first. */
  @Nullable Stage worstInForce(String family) {
    Stage worst = null;
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      if (stage.inForce()
          && stage.family.equals(family)
          && (worst == null || above(stage, worst))) {
        worst = stage;
      }
    }
    return worst;
  }

  private static boolean above(Stage stage, Stage other) {
    int difference = stage.severity.compareTo(other.severity);
    if (difference == 0) {
      // Of equals the one that is for more people.
      difference = other.audience.compareTo(stage.audience);
    }
    return difference > 0 || (difference == 0 && stage.rule.compareTo(other.rule) < 0);
  }

  /** Lets go of alerts that were resolved before this time, in milliseconds since 1970 UTC. */
  void forgetResolved(long before) {
    if (!cards.isEmpty()) {
      cards.removeIf(card -> !card.open() && card.closedAt < before);
    }
  }

  FoldState copy() {
    FoldState copy = new FoldState();
    stages.forEach(stage -> copy.stages.add(stage.copy()));
    cards.forEach(card -> copy.cards.add(card.copy()));
    gates.forEach(gate -> copy.gates.add(gate.copy()));
    series.forEach(each -> copy.series.add(each.copy()));
    return copy;
  }
}
