package vigie.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each caller is to be answered on each route in each context, as a table: written from the
 * promises, sharing nothing with the program's own decision.
 */
final class DecisionOracle {
  /** The kind of each route; one that has none stands in no row of the answers. */
  private static final String ROUTES =
      """
      worklist  GET /alerts
      worklist  GET /alerts/live
      alert     GET /alerts/{id}
      alert-act POST /alerts/{id}/acknowledgement
      alert-act POST /alerts/{id}/inability
      alert-pause POST /alerts/{id}/pause
      alert-act POST /alerts/{id}/rejection
      alert-own POST /alerts/{id}/cancellation
      alert-own POST /alerts/{id}/confirmation
      read      GET /patients/{id}/timeline
      read      GET /patients/{id}/latest
      read      GET /patients/{id}/overview
      read      GET /patients/{id}/coverage
      read      GET /patients/{id}/alerts
      read      GET /patients/{id}/events
      read      GET /patients/{id}/events/{event}
      feed      PUT /patients/{id}/events/{event}
      amend     POST /patients/{id}/events/{event}/amendments
      watch     GET /patients/{id}/live
      send      POST /devices/{device}/readings
      emergency POST /patients/{id}/emergency-accesses
      propose   POST /patients/{id}/episodes
      shared    GET /patients/{id}/shares/{share}/events
      both      GET /patients/{id}/flags
      both      GET /patients/{id}/sources
      both      PUT /patients/{id}/sources/{metric}
      both      GET /patients/{id}/limits
      both      GET /patients/{id}/rules-off
      treating  PUT /patients/{id}/flags
      treating  PUT /patients/{id}/limits/{ruleId}
      treating  DELETE /patients/{id}/limits/{ruleId}
      owner     GET /patients/{id}/erasure
      destroy   POST /patients/{id}/erasure
      destroy   PUT /patients/{id}/closing
      destroy   DELETE /patients/{id}/closing
      patient   PUT /patients/{id}/mandates/{representative}
      patient   DELETE /patients/{id}/mandates/{representative}
      owner     GET /patients/{id}/mandates
      owner     GET /patients/{id}/professionals
      owner     GET /patients/{id}/audit
      owner     GET /patients/{id}/audit/reports
      owner     POST /patients/{id}/audit/{seq}/report
      owner     GET /patients/{id}/care-team
      owner     PUT /patients/{id}/care-team
      owner     GET /patients/{id}/consents
      owner     GET /patients/{id}/consents/{category}
      owner     PUT /patients/{id}/consents/{category}
      owner     DELETE /patients/{id}/consents/{category}
      owner     GET /patients/{id}/deliveries
      owner     GET /patients/{id}/devices
      owner     GET /patients/{id}/devices/history
      owner     PUT /patients/{id}/devices/{device}
      owner     DELETE /patients/{id}/devices/{device}
      owner     POST /patients/{id}/devices/{device}/certificate
      owner     POST /patients/{id}/devices/{device}/credential
      owner     DELETE /patients/{id}/devices/{device}/credential/previous
      owner     GET /patients/{id}/emergency-accesses
      owner     GET /patients/{id}/emergency-opposition
      owner     PUT /patients/{id}/emergency-opposition
      owner     DELETE /patients/{id}/emergency-opposition
      owner     GET /patients/{id}/episodes
      owner     PUT /patients/{id}/episodes/{episode}/acceptance
      owner     DELETE /patients/{id}/episodes/{episode}
      owner     GET /patients/{id}/grants
      owner     PUT /patients/{id}/grants/{grantee}
      owner     DELETE /patients/{id}/grants/{grantee}
      owner     GET /patients/{id}/shares
      owner     POST /patients/{id}/shares
      owner     DELETE /patients/{id}/shares/{share}
      owner     GET /patients/{id}/masks
      owner     POST /patients/{id}/masks
      owner     DELETE /patients/{id}/masks/{mask}
      owner     GET /patients/{id}/objections
      owner     POST /patients/{id}/objections
      owner     DELETE /patients/{id}/objections/{objection}
      owner     GET /patients/{id}/copy
      owner     GET /patients/{id}/transfers
      owner     POST /patients/{id}/transfers
      owner     GET /patients/{id}/requests
      owner     POST /patients/{id}/requests
      owner     GET /patients/{id}/requests/{asked}
      owner     DELETE /patients/{id}/requests/{asked}
      owner     GET /patients/{id}/readings/corrections
      owner     POST /patients/{id}/readings/corrections
      owner     GET /patients/{id}/rejected
      owner     GET /patients/{id}/restrictions
      owner     PUT /patients/{id}/restrictions/{metric}
      owner     DELETE /patients/{id}/restrictions/{metric}
      account   PUT /people/{id}/channels/{channel}
      account   GET /people/{id}/messages/live
      account   PUT /people/{id}/password
      account   GET /people/{id}/requests
      account   PUT /people/{id}/requests/{asked}/answer
      account   GET /people/{id}/sessions
      account   DELETE /people/{id}/sessions
      account   DELETE /people/{id}/sessions/{session}
      account   POST /people/{id}/session/renewal
      account   POST /people/{id}/session/proof
      account   GET /people/{id}/second-factor
      account   POST /people/{id}/second-factor
      account   POST /people/{id}/second-factor/confirmation
      reachable PUT /people/{id}/phone
      reachable DELETE /people/{id}/second-factor
      reachable GET /people/{id}/channels
      reachable POST /people/{id}/channels/{channel}/code
      reachable POST /people/{id}/channels/{channel}/verification
      staff     GET /rules
      staff     GET /rules/{id}
      operator  PUT /rules/{id}
      operator  POST /rules/{id}/off
      operator  POST /rules/{id}/on
      operator  POST /people
      operator  PUT /people/{id}/ins
      operator  DELETE /people/{id}/ins
      anybody   GET /delays
      operator  GET /deliveries
      operator  GET /drills
      operator  POST /drills
      operator  GET /rejected
      operator  POST /rejected/replay
      operator  GET /unreachable
      dpo       GET /objections
      dpo       PUT /objections/{objection}/decision
      dpo       GET /requests
      dpo       GET /requests/{asked}
      dpo       PUT /requests/{asked}/answer
      dpo       PUT /requests/{asked}/extension
      dpo       GET /emergency-accesses
      dpo       POST /patients/{id}/holds
      dpo       DELETE /patients/{id}/holds/{hold}
      dpo       PUT /emergency-accesses/{id}/review
      dpo       GET /audit/heads
      dpo       GET /audit/reports
      dpo       POST /audit/reports/{report}/answer
      dpo       GET /audit/seen
      read      GET /fhir/Patient
      read      GET /fhir/Patient/{id}
      read      GET /fhir/Patient/{id}/$everything
      watch     GET /fhir/Patient/{id}/$export
      read      GET /fhir/Observation
      read      GET /fhir/Observation/{observation}
      read      GET /fhir/Observation/$lastn
      read      GET /fhir/Observation/$stats
      read      GET /fhir/Flag
      read      GET /fhir/DetectedIssue
      alert     GET /fhir/Flag/{alert}
      alert     GET /fhir/DetectedIssue/{alert}
      owner     GET /fhir/AuditEvent
      owner     GET /fhir/Communication
      owner     GET /fhir/Consent
      owner     GET /fhir/Device
      account   PUT /people/{id}/retention
      reachable GET /people/{id}/retention
      dpo       GET /breaches/{id}/affected
      dpo       GET /breaches/{id}/letters
      dpo       PUT /breaches/{id}/notification
      duty      GET /breaches
      duty      POST /breaches
      duty      GET /destructions
      dpo       POST /policies
      duty      GET /policies
      duty      GET /policies/{version}/notices
      duty      GET /register
      """;

  /**
   * Kinds of route, callers, contexts (several by bars, an asterisk for all) and the answer. The
   * first row that fits holds.
   */
  private static final String ANSWERS =
      """
      *         patient                      erased         UNKNOWN_PERSON
      alert|alert-act|alert-pause|alert-own  *  erased      UNKNOWN_ALERT
      send      *                            erased         UNKNOWN_DEVICE
      worklist  operator                     *              OPERATOR_SEES_NO_VALUES
      worklist  insurer                      *              NEVER_GRANTED
      anybody   *                            *              +SIGNED_IN
      worklist  treating|physician|substitute  no-purpose   PURPOSE_MISSING
      worklist  treating|physician|substitute  *             +OWN_WORKLIST
      worklist  *                            *              NOT_A_PHYSICIAN
      staff     operator                     *              +OPERATOR_DUTY
      staff     treating|physician|substitute|insurer  *             +CARE_BY_RULES
      staff     *                            *              NOT_STAFF
      operator  operator                     *              +OPERATOR_DUTY
      operator  *                            *              NOT_AN_OPERATOR
      dpo       dpo                          *              +DPO_DUTY
      dpo       *                            *              NOT_THE_DPO
      duty      operator                     *              +OPERATOR_DUTY
      duty      dpo                          *              +DPO_DUTY
      duty      *                            *              NOT_ON_DUTY
      account|reachable  patient             *              +OWN_ACCOUNT
      reachable operator                     *              +OPERATOR_DUTY
      account|reachable  *                   *              NOT_THE_PERSON

      *         operator                     *              OPERATOR_SEES_NO_VALUES
      *         dpo                          *              DPO_SEES_NO_VALUES
      *         insurer                      *              NEVER_GRANTED
      *         treating|physician|substitute|nurse  no-purpose  PURPOSE_MISSING
      *         *                            erased         UNKNOWN_PATIENT

      patient   patient                      *              +OWN_DATA
      patient   *                            *              NOT_THE_PATIENT
      destroy   patient                      *              +OWN_DATA
      destroy   representative               revoked        NOT_THE_PATIENT
      destroy   representative               *              MANDATE_TOO_NARROW
      destroy   *                            *              NOT_THE_PATIENT
      owner|alert-own  patient                      *              +OWN_DATA
      owner|alert-own  representative               revoked        NOT_THE_PATIENT
      owner|alert-own  representative               *              +ON_BEHALF
      owner|alert-own  *                            *              NOT_THE_PATIENT
      both      patient                      *              +OWN_DATA
      both      representative               revoked        NOT_TREATING_PHYSICIAN
      both      representative               *              +ON_BEHALF
      both|treating  treating                *              +TREATING_PHYSICIAN
      both|treating  *                       *              NOT_TREATING_PHYSICIAN

      emergency treating|physician|substitute|nurse  opposed  EMERGENCY_OPPOSED
      emergency|propose  treating|physician|substitute|nurse  *  +HEALTH_PROFESSIONAL
      emergency|propose  *                   *              NOT_A_HEALTH_PROFESSIONAL
      shared    treating|physician|substitute|nurse  *             NO_GRANT
      shared    *                            *              NOT_A_HEALTH_PROFESSIONAL

      alert-act|alert-pause  treating        *              +TREATING_PHYSICIAN
      alert-act|alert-pause  patient|other|nurse|contact|representative  *  NOT_A_PHYSICIAN
      alert|alert-act  substitute            masked         NO_GRANT
      alert|alert-act  substitute            *              +STANDS_IN
      *         substitute                   *              NO_GRANT

      amend     patient|treating             *              UNKNOWN_EVENT
      amend     representative               revoked        NO_GRANT
      amend     representative               *              UNKNOWN_EVENT
      amend     other                        *              NO_GRANT
      read|watch|feed|send|alert  patient         *              +OWN_DATA
      read|watch|feed|send|alert  treating        *              +TREATING_PHYSICIAN
      read|watch|feed|send|alert  representative  revoked        NO_GRANT
      read|watch|feed|send|alert  representative  *              +ON_BEHALF
      read|watch|feed|send|alert  other           *              NO_GRANT

      *         contact                      none|revoked|break-glass|opposed  EMERGENCY_CONTACT_SEES_NOTHING
      feed|send|amend  *                          granted|masked|matrix-refused|no-purpose  VERB_NOT_GRANTED
      feed|send|amend  *                          *              NO_GRANT
      *         *                            none|revoked|opposed  NO_GRANT
      read      physician|nurse              break-glass    +BREAK_GLASS
      alert     physician|nurse              break-glass    +BREAK_GLASS
      watch|alert-act|alert-pause  *         break-glass    NO_GRANT
      *         nurse                        matrix-refused NOT_FOR_PROFESSION
      alert|alert-act|alert-pause  *         matrix-refused CATEGORY_NOT_GRANTED
      alert|alert-act|alert-pause  *         masked         UNKNOWN_ALERT
      read|watch|alert|alert-act|alert-pause  *          granted|masked|matrix-refused|no-purpose  +GRANTED
      """;

  /** The answer: allowed or not, and why. */
  record Answer(boolean allowed, String reason) {}

  private final Map<String, String> kinds = new LinkedHashMap<>();

  DecisionOracle() {
    for (String line : ROUTES.lines().toList()) {
      String[] words = line.split("\\s+", 2);
      kinds.put(words[1], words[0]);
    }
  }

  /** Every route that it knows. */
  List<String> routes() {
    return List.copyOf(kinds.keySet());
  }

  /** What this caller is to be answered on this route in this context. */
  Answer answer(String route, String caller, String context) {
    String kind = kinds.getOrDefault(route, "?");
    for (String line : ANSWERS.lines().filter(any -> !any.isBlank()).toList()) {
      String[] words = line.split("\\s+", -1);
      if (fits(words[0], kind) && fits(words[1], caller) && fits(words[2], context)) {
        boolean allowed = words[3].startsWith("+");
        return new Answer(allowed, allowed ? words[3].substring(1) : words[3]);
      }
    }
    throw new IllegalStateException("no row for " + route + " " + caller + " " + context);
  }

  private static boolean fits(String words, String word) {
    return words.equals("*") || Arrays.asList(words.split("\\|")).contains(word);
  }
}
