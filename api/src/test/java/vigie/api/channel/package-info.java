@NullMarked
package vigie.api.channel;

import org.jspecify.annotations.NullMarked;
