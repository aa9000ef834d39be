package vigie.api.request;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.notify.Phrase;
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
    Phrase answer =
        switch (kind) {
          case ACCESS -> Phrase.ANSWER_ACCESS;
          case PORTABILITY -> Phrase.ANSWER_PORTABILITY;
          case ERASURE -> held ? null : Phrase.ANSWER_ERASURE;
          case RECTIFICATION, RESTRICTION, OBJECTION, COMPLAINT, OTHER -> null;
        };
    return answer == null ? null : words.phrase(answer, Map.of("patient", patient.toString()));
  }
}
