/**
 * A reading as the detector sees it, and what is derived from readings: {@link
 * vigie.jobs.sample.Derivations} names the derived metrics that a patient's rules may watch, each
 * made by a {@link vigie.jobs.sample.Derivation} from a bounded {@link vigie.jobs.sample.Series}.
 * All of it is plain Java, and the same samples in the same order always give the same derived
 * ones.
 */
@NullMarked
package vigie.jobs.sample;

import org.jspecify.annotations.NullMarked;
