@NullMarked
package vigie.api.directory;

import org.jspecify.annotations.NullMarked;
