package vigie.api.request;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.notify.Words;

/** What a program answers by itself: it only says where what was asked for is to be had. Pure. */
final class AnsweredAtOnce {
  private AnsweredAtOnce() {}

  /**
   * The answer's words.
   *
   * @param held whether a legal hold stands: then a person must answer who asks for erasure
   * @return null for what a person must answer
   */
  static @Nullable String words(RequestKind kind, UUID patient, boolean held, Words words) {
    return switch (kind) {
      case ACCESS ->
          words
              .either(
                  "Votre copie est prête, avec les catégories de données, les finalités, les"
                      + " destinataires, les durées et vos autres droits : GET /patients/%s/copy.",
                  "Your copy is ready, with the categories of data, the purposes, the recipients,"
                      + " the durations and your other rights: GET /patients/%s/copy.")
              .formatted(patient);
      case PORTABILITY ->
          words
              .either(
                  "Vos données sont prêtes au format FHIR : GET /fhir/Patient/%1$s/$export ; POST"
                      + " /patients/%1$s/transfers les envoie à un autre fournisseur.",
                  "Your data are ready as FHIR: GET /fhir/Patient/%1$s/$export; POST"
                      + " /patients/%1$s/transfers sends them to another provider.")
              .formatted(patient);
      case ERASURE ->
          held
              ? null
              : words
                  .either(
                      "L'effacement se fait par POST /patients/%1$s/erasure ; GET"
                          + " /patients/%1$s/erasure dit ce qui reste, et pourquoi. Ce qu'un"
                          + " professionnel a saisi est de son dossier : nommez l'élément dans une"
                          + " demande, et elle lui sera transmise.",
                      "Erasure is done by POST /patients/%1$s/erasure; GET /patients/%1$s/erasure"
                          + " says what stays, and why. What a professional entered is of their"
                          + " file: name the entry in a request, and it is passed on to them.")
                  .formatted(patient);
      case RECTIFICATION, RESTRICTION, OBJECTION, COMPLAINT, OTHER -> null;
    };
  }
}
