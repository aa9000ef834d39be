/**
 * What happened to a patient beside readings and alerts: {@link vigie.api.event.EventController}
 * takes it in and shows it, {@link vigie.api.event.EventRights} says who may amend what, {@link
 * vigie.api.event.JdbcEvents} keeps every version.
 */
@NullMarked
package vigie.api.event;

import org.jspecify.annotations.NullMarked;
