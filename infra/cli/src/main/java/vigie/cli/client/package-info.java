/** Our API as its users see it: requests, sessions and the live feed. */
@NullMarked
package vigie.cli.client;

import org.jspecify.annotations.NullMarked;
