/**
 * A reading as the detector sees it, and what is derived from readings: {@link
 * vigie.engine.sample.Derivations} names the derived metrics that a patient's rules may watch, each
 * made by a {@link vigie.engine.sample.Derivation} from a bounded {@link
 * vigie.engine.sample.Series}. All of it is plain Java, and the same samples in the same order
 * always give the same derived ones.
 */
@NullMarked
package vigie.engine.sample;

import org.jspecify.annotations.NullMarked;
