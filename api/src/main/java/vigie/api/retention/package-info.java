/**
 * Nothing is kept longer than the register says: {@link vigie.api.retention.Fate} decides what
 * becomes of something at a time, {@link vigie.api.retention.RetentionRun} asks it every night for
 * all that is kept, and each destruction leaves a certificate. What is kept is a list of {@link
 * vigie.api.retention.Retained}, one per kind, and of {@link vigie.api.retention.TimedTable}s.
 */
@NullMarked
package vigie.api.retention;

import org.jspecify.annotations.NullMarked;
