@NullMarked
package vigie.cli.backup;

import org.jspecify.annotations.NullMarked;
