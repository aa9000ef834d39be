/** Erasure, from its beginning to what is left in files. */
@NullMarked
package vigie.api.erasure;

import org.jspecify.annotations.NullMarked;
