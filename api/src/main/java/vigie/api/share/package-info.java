/**
 * Chosen events sent to one professional, until a time (C-50): {@link
 * vigie.api.share.ShareController} sends and opens them, {@link vigie.api.share.JdbcShares} keeps
 * them.
 */
@NullMarked
package vigie.api.share;

import org.jspecify.annotations.NullMarked;
