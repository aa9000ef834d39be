package vigie.api.erasure;

import static vigie.api.erasure.ErasureRule.blanked;
import static vigie.api.erasure.ErasureRule.deleted;
import static vigie.api.erasure.ErasureRule.deletedWith;
import static vigie.api.erasure.ErasureRule.kept;

import java.util.List;

/**
 * Every table that knows a patient, and what an erasure does to it, in the order in which it is
 * done. A new table is one line here; {@code ErasureTablesIT} fails when it is missing.
 */
final class ErasureTables {
  /** Its rows are also records of the stream: see {@link JdbcErasureSteps}. */
  static final String DEVICE_BINDING = "device_binding";

  /** The first one: with it goes the tombstone that makes noise of the topics kept by time. */
  static final String PATIENT_KEY = "people.patient_key";

  /** The last one: with it goes the tombstone. */
  static final String PATIENT = "patient";

  static final List<ErasureRule> ALL =
      List.of(
          deleted(PATIENT_KEY).withWords(),
          // What was told to the patient may name an address of theirs.
          blanked(
                  "delivery",
                  "detail",
                  "notification_id IN"
                      + " (SELECT notification_id FROM notification WHERE recipient = ?)")
              .withWords(),
          deletedWith("delivery", "notification_id", "notification").withWords(),
          deleted("notification"),
          deleted("alert_read"),
          deleted("alert_transition"),
          deleted("alert"),
          deleted("reading"),
          deleted("reading_former"),
          deleted("reading_amendment").withWords(),
          deleted("reading_1m"),
          deleted("reading_1h"),
          deleted("reading_1d"),
          // Refused before anybody could tell whose it was, from a device of the patient's.
          deleted(
                  "rejected_reading",
                  "patient_id IS NULL AND device IN"
                      + " (SELECT device FROM device_binding WHERE patient_id = ?)")
              .named("rejected_reading of nobody")
              .withWords(),
          deleted("rejected_reading").withWords(),
          deletedWith("care_team_substitute", "care_team_id", "care_team"),
          deletedWith("care_team_absence", "care_team_id", "care_team"),
          deleted("care_team"),
          deleted("consent"),
          deleted("access_grant"),
          deleted("patient_limit").withWords(),
          deleted("patient_flags"),
          deleted("mandate").withWords(),
          deletedWith("episode_member", "episode_id", "episode"),
          deleted("episode").withWords(),
          deleted("mask"),
          deleted("emergency_opposition"),
          deleted("emergency_access").withWords(),
          deleted("audit_report").withWords(),
          ErasureRule.controllers(
              "clinical_event",
              "controller = 'PROFESSIONAL_FILE'",
              "what a professional entered is their file, which they must keep: the request is"
                  + " theirs to decide"),
          deleted("event_share"),
          deleted("source_order"),
          deleted("restriction").withWords(),
          deleted("objection").withWords(),
          deleted("rights_request").withWords(),
          deleted("transfer").withWords(),
          deleted("policy_notice"),
          deleted("legal_hold").withWords(),
          deleted("drill_delivery", "person_id = ?").withWords(),
          deleted(DEVICE_BINDING).withWords(),
          deleted("people.verified_channel", "person_id = ?"),
          deleted("people.channel_code", "person_id = ?"),
          deleted(
                  "people.sign_in_failure",
                  "kind = 'ACCOUNT' AND lower(subject) ="
                      + " (SELECT lower(username) FROM people.person WHERE person_id = ?)")
              .withWords(),
          deleted("people.account_activity", "person_id = ?"),
          deleted("people.session", "person_id = ?").withWords(),
          deleted("people.recovery_code", "person_id = ?"),
          deleted("people.second_factor", "person_id = ?"),
          deleted("people.person", "person_id = ?").withWords(),
          deleted(PATIENT),
          kept("professional_file", "how long a professional must keep what they entered"),
          kept(
              "audit",
              "who saw what, by ids that lead to nobody any more: a chain of hashes from which no"
                  + " line can be taken"),
          kept("erased_patient", "the ledger, so that nothing comes back"),
          kept("erasure", "this erasure and its certificate"));

  private ErasureTables() {}
}
