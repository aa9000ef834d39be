package vigie.api.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Of a patient what tells them from others and how they are called, beside the name; of everybody
 * else {@link #NONE}.
 *
 * @param birthDate null when not said: then they count as adult
 * @param phone in the international form of E.164, such as {@code +33612345678}; null when not said
 * @param ins national health identity; null when there is none
 */
public record Identity(@Nullable LocalDate birthDate, @Nullable String phone, @Nullable Ins ins) {
  /** Nothing said. */
  public static final Identity NONE = new Identity(null, null, null);

  /** Without any of it: this may end in a log. */
  @Override
  public String toString() {
    return "Identity[]";
  }
}
