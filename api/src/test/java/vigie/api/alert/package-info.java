@NullMarked
package vigie.api.alert;

import org.jspecify.annotations.NullMarked;
