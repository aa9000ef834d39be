package vigie.cli.promises;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is promised beside the tests that prove it: the page, its counts and its contradictions. */
final class PromisesPage {
  /** Where the page lies under the documents' folder. */
  static final String NAME = "promises.md";

  private final List<Promise> promises;
  private final Map<String, List<String>> tests;

  PromisesPage(List<Promise> promises, Map<String, List<String>> tests) {
    this.promises = promises;
    this.tests = tests;
  }

  /** Counts by state. */
  Map<Promise.State, Integer> counts() {
    Map<Promise.State, Integer> counts = new EnumMap<>(Promise.State.class);
    for (Promise.State state : Promise.State.values()) {
      counts.put(state, 0);
    }
    promises.forEach(promise -> counts.merge(promise.state(), 1, Integer::sum));
    return counts;
  }

  /** What does not fit: a promise said to be kept without a test, a tag that is no promise. */
  List<String> contradictions() {
    List<String> found = new ArrayList<>();
    for (Promise promise : promises) {
      if (promise.state() == Promise.State.KEPT && !tests.containsKey(promise.id())) {
        found.add(promise.id() + " is said to be kept and no test carries its id");
      }
      if (promise.state() == Promise.State.OUTSIDE && tests.containsKey(promise.id())) {
        found.add(promise.id() + " is said to be none of software's and a test carries its id");
      }
    }
    Set<String> known = promises.stream().map(Promise::id).collect(Collectors.toSet());
    tests.keySet().stream()
        .filter(id -> !known.contains(id))
        .forEach(id -> found.add(id + " is carried by a test and is no promise"));
    return found;
  }

  /** The page, in Markdown. */
  String markdown() {
    Map<Promise.State, Integer> counts = counts();
    StringBuilder page = new StringBuilder();
    page.append("# The promises\n\n")
        .append("Of the ")
        .append(promises.size())
        .append(" promises of the charter: ")
        .append(
            counts.entrySet().stream()
                .map(entry -> entry.getKey().words() + " " + entry.getValue())
                .collect(Collectors.joining(", ")))
        .append(
            ".\n\"Kept\" has a test that carries the promise's id as its tag, and the build fails"
                + " where one says so without.\n`./vigie promises --write` makes this page, from"
                + " the tests' tags and `promises.csv`; do not edit it.\n");
    for (String group :
        promises.stream()
            .map(Promise::group)
            .collect(Collectors.toCollection(LinkedHashSet::new))) {
      page.append("\n## ").append(group).append("\n\n");
      page.append("| id | promise | state | what is missing | tests |\n|---|---|---|---|---|\n");
      promises.stream()
          .filter(promise -> promise.group().equals(group))
          .forEach(promise -> page.append(row(promise)));
    }
    return page.toString();
  }

  private String row(Promise promise) {
    return "| %s | %s | %s | %s | %s |%n"
        .formatted(
            promise.id(),
            promise.title(),
            promise.state().words(),
            promise.reason(),
            tests.getOrDefault(promise.id(), List.of()).stream()
                .map(test -> "`" + test + "`")
                .collect(Collectors.joining("<br>")));
  }
}
