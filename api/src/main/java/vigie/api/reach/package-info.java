/**
 * Whom nobody could be reached for: {@link vigie.api.reach.Reach} decides, {@link
 * vigie.api.reach.ReachCheck} asks every night and warns.
 */
@NullMarked
package vigie.api.reach;

import org.jspecify.annotations.NullMarked;
