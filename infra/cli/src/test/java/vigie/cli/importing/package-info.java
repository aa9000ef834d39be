@NullMarked
package vigie.cli.importing;

import org.jspecify.annotations.NullMarked;
