package vigie.api.people;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.api.web.Refusal;

/** What was said of a patient's identity, refused by the field's name where it cannot be. Pure. */
final class IdentityFields {
  private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

  private IdentityFields() {}

  /** The phone, or null for none; refused without being said again. */
  static @Nullable String phone(@Nullable String said) {
    if (said != null && !PHONE.matcher(said).matches()) {
      throw Refusal.invalid("phone", "must be + and 7 to 15 digits (E.164), without spaces");
    }
    return said;
  }

  /**
   * The national health identity; refused without being said again.
   *
   * @param prefix of the fields' names, such as {@code "ins."}
   */
  static Ins ins(String prefix, PeopleController.InsRequest said) {
    Ins.Kind kind =
        Ins.Kind.of(said.oid())
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        prefix + "oid",
                        "must be %s (NIR) or %s (NIA)"
                            .formatted(Ins.Kind.NIR.oid(), Ins.Kind.NIA.oid())));
    // What a request leaves out is null, whatever the type says.
    if (!Ins.isSound(Objects.requireNonNullElse(said.matricule(), ""))) {
      throw Refusal.invalid(
          prefix + "matricule",
          "must be 15 characters without spaces, the last two the check key of those before");
    }
    return new Ins(said.matricule(), kind);
  }
}
