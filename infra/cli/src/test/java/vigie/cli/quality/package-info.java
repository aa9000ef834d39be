/** What is found on public data sets is what the rules' definition says. */
@NullMarked
package vigie.cli.quality;

import org.jspecify.annotations.NullMarked;
