/**
 * Verifies the audit: that no line was altered, added, taken out or moved since it was written. It
 * needs a database connection that may read and the public key, and shares no code with the program
 * that writes the lines.
 *
 * <p>What both agree on, the form {@code vigie-audit-1}. A line's hash is SHA-256 over the 32 bytes
 * of the hash of the line before (zeros for the first) and then, in the order of their names, each
 * column that is not null but the hash itself: {@code name=length:value\n} in UTF-8, the length in
 * bytes. Times are microseconds since 1970, truth values {@code true} or {@code false}, everything
 * else its text. A head's signature is Ed25519 over {@code vigie-audit-head-1} and the head's
 * number, time, first line, line, hash (hex) and key id, each on a line of its own.
 */
@NullMarked
package vigie.audit;

import org.jspecify.annotations.NullMarked;
