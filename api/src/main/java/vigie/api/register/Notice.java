package vigie.api.register;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.api.OperatorSettings;
import vigie.api.notify.Phrase;
import vigie.api.notify.Words;
import vigie.api.policy.Policy;
import vigie.reading.Category;
import vigie.register.DataClass;
import vigie.register.DataKind;
import vigie.register.RegisterCatalogue;

/**
 * What a patient must be told (C-64, C-65, GDPR article 13), for people to read and for programs to
 * take apart. Pure.
 *
 * @param language of the words: fr or en
 * @param policyVersion of the policy in force (C-90)
 * @param policyDate from when on it holds
 * @param coming versions that are published and do not hold yet
 * @param operator who answers for the data
 * @param dpo how the data protection officer is reached (C-79)
 * @param region where the data are hosted
 * @param authority to whom one complains (C-75)
 * @param authorityLink where one complains
 * @param categories of readings, each consented to by itself
 * @param otherData everything else that is kept
 * @param rights of the person, and the route of each where there is one
 * @param automatedDecision what alerts are and are not (C-76)
 */
@Serdeable
public record Notice(
    String language,
    String policyVersion,
    Instant policyDate,
    List<Coming> coming,
    String operator,
    String dpo,
    String region,
    String authority,
    String authorityLink,
    List<Item> categories,
    List<Item> otherData,
    List<Right> rights,
    String automatedDecision) {

  /** A change that is to come. */
  @Serdeable
  public record Coming(
      String version, Instant effective, String changes, List<Category> newConsent) {}

  /**
   * What is kept, and all one must know of it.
   *
   * @param category null for what is no reading
   * @param optional whether the service can be used without it (C-52)
   */
  @Serdeable
  public record Item(
      @Nullable Category category,
      String what,
      List<String> why,
      String basis,
      List<String> from,
      String controller,
      List<String> recipients,
      String howLong,
      boolean optional) {}

  /** A right, and how it is used. */
  @Serdeable
  public record Right(String right, String how) {}

  /** The notice in this language; any other than en is French. */
  static Notice of(String wished, OperatorSettings operator, Policy inForce, List<Policy> coming) {
    String language = wished.equals("en") ? "en" : "fr";
    Words words = Words.of(language);
    RegisterCatalogue register = RegisterCatalogue.standard();
    DataKind reading = register.others("reading");
    return new Notice(
        language,
        inForce.version(),
        inForce.effective(),
        coming.stream()
            .map(
                each ->
                    new Coming(
                        each.version(),
                        each.effective(),
                        each.in(language),
                        each.newConsent().stream().sorted().toList()))
            .toList(),
        operator.name(),
        operator.dpo(),
        operator.region(),
        operator.authority(),
        operator.complaint().toString(),
        Stream.of(Category.values())
            .map(each -> item(each, words.category(each), reading, language))
            .toList(),
        register.kinds().stream()
            .filter(kind -> kind.type() != DataClass.TECHNICAL && !kind.equals(reading))
            .map(kind -> item(null, kind.in(language), kind, language))
            .toList(),
        rights(words),
        automatedDecision(words));
  }

  /** What alerts are and are not (C-76). */
  public static String automatedDecision(Words words) {
    return words.phrase(Phrase.AUTOMATED_DECISION);
  }

  private static Item item(
      @Nullable Category category, String what, DataKind kind, String language) {
    return new Item(
        category,
        what,
        kind.purposes().stream().map(purpose -> purpose.in(language)).toList(),
        kind.basis().in(language),
        kind.sources().stream().map(source -> source.in(language)).toList(),
        kind.controller().in(language),
        kind.recipients().stream().map(recipient -> recipient.in(language)).toList(),
        kind.retention().in(language),
        kind.optional());
  }

  /** The rights, and how each is used. */
  public static List<Right> rights(Words words) {
    return List.of(
        new Right(words.phrase(Phrase.RIGHT_SEE), "GET /patients/{id}/timeline"),
        new Right(words.phrase(Phrase.RIGHT_SEE_WHO), "GET /patients/{id}/audit"),
        new Right(words.phrase(Phrase.RIGHT_WITHDRAW), "DELETE /patients/{id}/consents/{category}"),
        new Right(words.phrase(Phrase.RIGHT_DECIDE), "PUT /patients/{id}/grants/{grantee}"),
        new Right(words.phrase(Phrase.RIGHT_HIDE), "POST /patients/{id}/masks"),
        new Right(words.phrase(Phrase.RIGHT_COPY), "GET /patients/{id}/copy"),
        new Right(words.phrase(Phrase.RIGHT_REQUEST), words.phrase(Phrase.RIGHT_REQUEST_HOW)),
        new Right(words.phrase(Phrase.RIGHT_COMPLAIN), words.phrase(Phrase.RIGHT_COMPLAIN_HOW)));
  }
}
