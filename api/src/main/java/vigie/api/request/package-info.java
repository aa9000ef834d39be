/**
 * Requests about rights, on one list with one clock (C-77): {@link vigie.api.request.RequestDesk}
 * takes one, answers at once what a program can, and passes on to a professional what is of their
 * file (C-78); {@link vigie.api.request.RightsRequest} says what may become of it, {@link
 * vigie.api.request.RequestTerm} by when, and {@link vigie.api.request.RequestAlarm} reminds those
 * who must answer.
 */
@NullMarked
package vigie.api.request;

import org.jspecify.annotations.NullMarked;
