/**
 * May you? {@link vigie.api.access.Access} decides, {@link vigie.api.access.AccessDirectory} knows
 * the rights, {@link vigie.api.access.AccessGuard} asks on each route and writes the audit line.
 */
@NullMarked
package vigie.api.access;

import org.jspecify.annotations.NullMarked;
