package vigie.engine.simulation;

import vigie.engine.AlertInput;

/** An input, and when it stands in the log. */
record Arrival(long at, AlertInput input) {}
