/**
 * How a patient's values went: raw or rolled up, with events and alerts among them. {@link
 * vigie.api.timeline.TimelineController} asks {@link vigie.api.timeline.TimelineSources}, and
 * {@link vigie.api.timeline.TimelinePage} puts them in one order; {@link
 * vigie.api.timeline.OverviewController} sums up.
 */
@NullMarked
package vigie.api.timeline;

import org.jspecify.annotations.NullMarked;
