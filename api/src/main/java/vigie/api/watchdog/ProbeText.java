package vigie.api.watchdog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vigie.api.alarm.Fault;

/** What operators are told of a test alert that did not arrive. Pure. */
final class ProbeText {
  private ProbeText() {}

  /**
   * The fault.
   *
   * @param detail what was answered on the way; null for nothing known
   */
  static Fault of(Probe.Place place, @Nullable String detail, Duration patience) {
    String more = detail == null || detail.isEmpty() ? "" : " (" + detail + ")";
    String french =
        switch (place) {
          case SET_UP -> "Le patient d'essai n'a pas pu être créé : regardez la base de données.";
          case EARLIER_ALERT ->
              "L'alerte d'essai précédente a reçu une réponse et n'est pas close :"
                  + " regardez AlertJob et le topic des commandes.";
          case INTAKE -> "L'API n'a pas accepté la mesure : regardez l'API, la base et Kafka.";
          case READING ->
              "La mesure a été acceptée, mais ni la base ni les alertes ne la connaissent :"
                  + " regardez Kafka et les deux jobs.";
          case ALERT -> "La mesure est en base, sans alerte : regardez AlertJob.";
          case READING_OR_ALERT ->
              "Aucune alerte, et la base ne répond pas : regardez la base, Kafka et AlertJob.";
          case NOTIFICATION ->
              "L'alerte existe, sans notification connue : regardez AlertJob, puis l'API.";
          case DELIVERY -> "La notification existe, sans message reçu : regardez l'API.";
        };
    String english =
        switch (place) {
          case SET_UP -> "The test patient could not be made: look at the database.";
          case EARLIER_ALERT ->
              "The test alert before was answered and has not ended:"
                  + " look at AlertJob and the topic of commands.";
          case INTAKE ->
              "The API did not take the reading: look at the API, the database and Kafka.";
          case READING ->
              "The reading was taken, but neither the store nor the alerts know of it:"
                  + " look at Kafka and both jobs.";
          case ALERT -> "The reading is in the store, without alert: look at AlertJob.";
          case READING_OR_ALERT ->
              "No alert, and the store does not answer: look at the store, Kafka and AlertJob.";
          case NOTIFICATION ->
              "There is an alert, without known notification: look at AlertJob, then the API.";
          case DELIVERY -> "There is a notification, and no message came: look at the API.";
        };
    return new Fault(
        "Une alerte d'essai n'est pas arrivée en "
            + patience.toSeconds()
            + " s : les alertes des patients peuvent ne pas arriver non plus.\n"
            + french
            + more,
        "A test alert did not arrive within "
            + patience.toSeconds()
            + " s: patients' alerts may not arrive either.\n"
            + english
            + more);
  }
}
