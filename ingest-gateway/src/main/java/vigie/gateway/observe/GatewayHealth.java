package vigie.gateway.observe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what each part answers to: would your next operation succeed, and if not, why? */
public final class GatewayHealth {
  /**
   * A part that can be asked.
   *
   * @param name its name
   * @param problem asked anew each time, at once answered; empty when all is well
   */
  public record Part(String name, Supplier<Optional<String>> problem) {}

  private final List<Part> parts;

  /** Asks these parts. */
  public GatewayHealth(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Each part's answer, in order. */
  public Map<String, Optional<String>> ask() {
    Map<String, Optional<String>> answers = new LinkedHashMap<>();
    for (Part part : parts) {
      answers.put(part.name(), part.problem().get());
    }
    return answers;
  }
}
