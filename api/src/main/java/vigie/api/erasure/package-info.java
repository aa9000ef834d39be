/**
 * Erasure: a patient's rows, records, names and rights go, step by step and for ever; what remains
 * are ids, a ledger that is applied again after a restore, and a signed certificate. Closing an
 * account is something else and can be undone.
 */
@NullMarked
package vigie.api.erasure;

import org.jspecify.annotations.NullMarked;
