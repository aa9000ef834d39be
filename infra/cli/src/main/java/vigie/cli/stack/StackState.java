package vigie.cli.stack;

import java.util.List;

/**
 * What a running stack writes into its data folder, for {@code status} and {@code down}.
 *
 * @param pid the process that keeps the parts
 * @param since when that process was started, ISO-8601 UTC
 * @param state "starting", "ready" or "stopping"
 * @param portOffset the stack's port offset
 * @param parts its parts, in the order of the flow
 */
record StackState(long pid, String since, String state, int portOffset, List<PartState> parts) {

  StackState {
    parts = List.copyOf(parts);
  }
}
