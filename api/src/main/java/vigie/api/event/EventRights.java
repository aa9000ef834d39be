package vigie.api.event;

import vigie.api.access.Actor;
import vigie.api.access.Decision;
import vigie.api.access.Reason;

/** Who may amend what. Pure. */
public final class EventRights {
  private EventRights() {}

  /**
   * Narrows a decision to feed to one event: its author amends it, anybody of the author's
   * organisation, and what the patient's side entered, the patient's side. To others that may not
   * see everything an event is as if it were not there.
   *
   * @param decision by the right to feed
   * @param actor who asks
   * @param first the event as it was entered
   */
  public static Decision amend(Decision decision, Actor actor, ClinicalEvent first) {
    Decision about = decision.feeding(first.content().kind().content());
    if (!about.allowed()) {
      return about;
    }
    Provenance by = first.provenance();
    if (by.author().equals(actor.person())) {
      return about;
    }
    if (by.origin() == Provenance.Origin.PATIENT) {
      if (about.reason() == Reason.OWN_DATA || about.reason() == Reason.ON_BEHALF) {
        return about;
      }
    } else if (by.organisation() != null
        && actor.professional() != null
        && by.organisation().equals(actor.professional().organisation())) {
      return about;
    }
    return Decision.refuse(
        about.reason().ownsOrTreats() ? Reason.NOT_THE_AUTHOR : Reason.UNKNOWN_EVENT);
  }
}
