/**
 * What every Vigie program shares: topic names, and below it the records, codecs and catalogues.
 */
@NullMarked
package vigie;

import org.jspecify.annotations.NullMarked;
