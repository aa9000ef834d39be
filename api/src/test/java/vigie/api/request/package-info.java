/** The desk of requests about rights. */
@NullMarked
package vigie.api.request;

import org.jspecify.annotations.NullMarked;
