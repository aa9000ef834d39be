/**
 * Bytes on a topic to records and back: Avro single-object encoding, readable in every past
 * version.
 */
@NullMarked
package vigie.codec;

import org.jspecify.annotations.NullMarked;
