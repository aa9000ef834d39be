package vigie.engine.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;

/** Promises that did not hold, the first few with what happened. */
final class Broken {
  private static final int TOLD = 12;

  private final Set<Promise> promises = EnumSet.noneOf(Promise.class);
  private final List<String> findings = new ArrayList<>();

  void add(Promise promise, long at, String what) {
    if (promises.add(promise) || findings.size() < TOLD) {
      findings.add(promise + " at " + Instant.ofEpochMilli(at) + ": " + what);
    }
  }

  void check(boolean holds, Promise promise, long at, AlertTransition what) {
    if (!holds) {
      add(promise, at, Text.of(what));
    }
  }

  void check(boolean holds, Promise promise, long at, Notification what) {
    if (!holds) {
      add(promise, at, Text.of(what));
    }
  }

  void check(boolean holds, Promise promise, long at, Supplier<String> what) {
    if (!holds) {
      add(promise, at, what.get());
    }
  }

  Set<Promise> promises() {
    return promises;
  }

  List<String> findings() {
    return findings;
  }
}
