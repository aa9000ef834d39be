@NullMarked
package vigie.api.session;

import org.jspecify.annotations.NullMarked;
