package vigie.cli.stack;

import java.util.List;

/**
 * One step of starting a stack.
 *
 * @param name what the step makes ready, as people read it
 * @param after the names of the steps that must have ended before
 * @param action makes it ready and returns; throws when it cannot
 */
record Step(String name, List<String> after, Action action) {

  /** What a step does. */
  @FunctionalInterface
  interface Action {
    /**
     * Makes it ready.
     *
     * @return where it is, for the progress line; may be empty
     */
    String run() throws Exception;
  }

  Step {
    after = List.copyOf(after);
  }
}
