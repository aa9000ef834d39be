/**
 * The core under faults of transport, with a virtual clock and one seed: patients' lives are drawn,
 * their readings are lost and sent again, repeated, late and out of order, the job crashes, and
 * after each step the {@link vigie.engine.simulation.Promise}s are checked.
 */
@NullMarked
package vigie.engine.simulation;

import org.jspecify.annotations.NullMarked;
