package vigie.cli.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was sent in this run, and what became of it: received = accepted + rejected. One thread. */
final class ImportResult {
  private static final int EXAMPLES_MAX = 20;

  private final Map<String, Long> rejectedByReason = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();
  private long messages;
  private long messagesBefore;
  private long received;
  private long accepted;
  private long rejected;

  /** A message that an earlier run had sent. */
  void before() {
    messagesBefore++;
  }

  void answered(ReadingsTarget.Answer answer) {
    messages++;
    received += answer.received();
    accepted += answer.accepted();
    rejected += answer.rejections().size();
    for (ReadingsTarget.Rejection one : answer.rejections()) {
      rejectedByReason.merge(one.reason(), 1L, Long::sum);
      if (examples.size() < EXAMPLES_MAX) {
        examples.add(one.reason() + " " + one.path() + ": " + one.detail());
      }
    }
  }

  long messages() {
    return messages;
  }

  long messagesBefore() {
    return messagesBefore;
  }

  long received() {
    return received;
  }

  long accepted() {
    return accepted;
  }

  long rejected() {
    return rejected;
  }

  Map<String, Long> rejectedByReason() {
    return Map.copyOf(rejectedByReason);
  }

  List<String> rejectedExamples() {
    return List.copyOf(examples);
  }
}
