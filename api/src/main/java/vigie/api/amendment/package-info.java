/**
 * A person corrects or takes back what a device sent of them (C-68). {@link
 * vigie.api.amendment.AmendmentController} asks {@link vigie.api.amendment.Amending} what becomes
 * of it; {@link vigie.api.amendment.JdbcAmendments} keeps who did it and why; and the correcting
 * reading goes the way of every other, so that rollups and alerts follow.
 */
@NullMarked
package vigie.api.amendment;

import org.jspecify.annotations.NullMarked;
