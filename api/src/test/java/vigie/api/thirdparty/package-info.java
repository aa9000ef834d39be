/** Whose names are taken out of texts. */
@NullMarked
package vigie.api.thirdparty;

import org.jspecify.annotations.NullMarked;
