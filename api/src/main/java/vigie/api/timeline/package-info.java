/** How a patient's values went: raw or rolled up, with the alerts among them. */
@NullMarked
package vigie.api.timeline;

import org.jspecify.annotations.NullMarked;
