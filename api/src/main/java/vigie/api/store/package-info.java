/** The way to the store. SQL itself stands in one class per feature. */
@NullMarked
package vigie.api.store;

import org.jspecify.annotations.NullMarked;
