package vigie.api.breach;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.OperatorSettings;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.Words;

/**
 * What is written about a breach: the alarm, and drafts of the letters of articles 33 and 34 of the
 * GDPR. What only people know stands in square brackets. Pure.
 */
final class BreachText {
  /** Where victims of attacks find help and report them (C-99). */
  static final String ATTACKS = "https://www.cybermalveillance.gouv.fr";

  private BreachText() {}

  static Message alarm(UUID id, Breach breach, Instant now, String language) {
    Words words = Words.of(language);
    BreachClock.State state = BreachClock.state(breach.knownAt(), breach.toldAt(), now);
    long hours = Duration.between(now, breach.deadline()).abs().toHours();
    String left =
        state == BreachClock.State.OVERDUE
            ? words.either("dépassé de %d h", "%d h ago").formatted(hours)
            : words.either("dans %d h", "in %d h").formatted(hours);
    String text =
        words
            .either(
                """
                Une violation de données est consignée et l'autorité n'est pas encore prévenue.
                Terme des 72 heures : %s (%s).
                %s
                Personnes touchées et projets de lettres : /breaches/%s
                Une attaque ? Aide et signalement : %s
                """,
                """
                A breach of data is on record and the authority has not been told yet.
                End of the 72 hours: %s (%s).
                %s
                Affected people and drafts of the letters: /breaches/%s
                An attack? Help and reporting: %s
                """)
            .formatted(words.time(breach.deadline()), left, breach.what(), breach.id(), ATTACKS);
    String subject =
        state == BreachClock.State.RUNNING
            ? words.either("Vigie : violation de données", "Vigie: breach of data")
            : words.either("URGENT Vigie : violation de données", "URGENT Vigie: breach of data");
    return JsonMessages.service(
        id,
        "BREACH",
        words,
        subject,
        text,
        Map.of(
            "breach", breach.id().toString(),
            "state", state.name(),
            "deadline", breach.deadline().toString()));
  }

  /** To the supervisory authority, article 33. */
  static String toAuthority(
      Breach breach, long affected, OperatorSettings operator, String language) {
    Words words = Words.of(language);
    return words
        .either(
            """
            À : %s

            Objet : notification d'une violation de données à caractère personnel (art. 33 RGPD)

            Responsable : %s
            Délégué à la protection des données : %s
            Connue le : %s
            Période : du %s au %s
            Compte en cause : %s
            Route en cause : %s

            Nature : %s
            Personnes concernées, d'après le journal des accès : %d
            Catégories de données : [santé : catégories ; identification ; contact]
            Conséquences probables : [à compléter]
            Mesures prises ou proposées : [à compléter]
            Motif d'un retard éventuel au-delà de 72 heures : [à compléter]
            """,
            """
            To: %s

            Subject: notification of a personal data breach (GDPR art. 33)

            Controller: %s
            Data protection officer: %s
            Known since: %s
            Period: from %s to %s
            Account concerned: %s
            Route concerned: %s

            Nature: %s
            People affected, by the record of accesses: %d
            Categories of data: [health: categories; identification; contact]
            Likely consequences: [to be completed]
            Measures taken or proposed: [to be completed]
            Reason for a delay beyond 72 hours, if any: [to be completed]
            """)
        .formatted(
            operator.authority(),
            operator.name(),
            operator.dpo(),
            words.time(breach.knownAt()),
            words.time(breach.begins()),
            words.time(breach.ends()),
            any(breach.account(), words),
            any(breach.route(), words),
            breach.what(),
            affected);
  }

  /** To each affected person, article 34: in plain words. */
  static String toPerson(Breach breach, OperatorSettings operator, String language) {
    Words words = Words.of(language);
    return words
        .either(
            """
            Objet : vos données ont été vues par quelqu'un qui ne le devait pas

            Madame, Monsieur,

            Entre le %s et le %s, quelqu'un a pu voir des données de votre dossier sans y être
            autorisé. Ce qui s'est passé : %s

            Ce que cela peut entraîner pour vous : [à compléter]
            Ce que nous avons fait : [à compléter]
            Ce que vous pouvez faire : regardez dans votre dossier la liste de qui l'a consulté,
            signalez ce qui vous surprend, et changez votre mot de passe s'il a pu être vu.

            Pour toute question, notre délégué à la protection des données : %s
            Vous pouvez vous plaindre auprès de %s : %s
            En cas d'attaque ou d'escroquerie : %s

            %s
            """,
            """
            Subject: your data were seen by somebody who should not have

            Dear Sir or Madam,

            Between %s and %s somebody may have seen data of your file without being allowed to.
            What happened: %s

            What this may mean for you: [to be completed]
            What we have done: [to be completed]
            What you can do: look in your file at the list of who has read it, report what surprises
            you, and change your password if it may have been seen.

            For any question, our data protection officer: %s
            You can complain to %s: %s
            In case of an attack or a fraud: %s

            %s
            """)
        .formatted(
            words.time(breach.begins()),
            words.time(breach.ends()),
            breach.what(),
            operator.dpo(),
            operator.authority(),
            operator.complaint(),
            ATTACKS,
            operator.name());
  }

  private static String any(@Nullable Object value, Words words) {
    return value == null ? words.either("tous", "any") : value.toString();
  }
}
