/**
 * Alerts: read from the store, shaped by {@link vigie.api.alert.AlertView}; acknowledged straight
 * into the stream.
 */
@NullMarked
package vigie.api.alert;

import org.jspecify.annotations.NullMarked;
