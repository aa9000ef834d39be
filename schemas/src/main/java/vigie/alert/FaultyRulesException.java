package vigie.alert;

import java.util.List;

/** A list of rules that cannot be used, with every fault and its place. */
public final class FaultyRulesException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Such as {@code rules[3] (HR-4).clear: …}; at least one. */
  private final transient List<String> faults;

  /** These faults. */
  FaultyRulesException(List<String> faults) {
    super(String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  /** Each fault, in the order of the rules: {@code rules[3] (HR-4).clear: …}. */
  public List<String> faults() {
    return faults;
  }
}
