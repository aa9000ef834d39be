/**
 * The rules for everybody: changed here, every version kept in the store, published through the
 * outbox. A patient's own limits lie in {@code vigie.api.patient}.
 */
@NullMarked
package vigie.api.rule;

import org.jspecify.annotations.NullMarked;
