/** What the program does by the calendar, once per time however many of it run. */
@NullMarked
package vigie.api.schedule;

import org.jspecify.annotations.NullMarked;
