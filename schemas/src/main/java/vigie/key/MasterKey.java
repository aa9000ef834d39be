package vigie.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import vigie.Topics;

/**
 * Wraps patients' keys, so that neither the store nor their topic holds one that could be used.
 * Lies in a file of its own, outside both. Safe to share between threads.
 */
public final class MasterKey {
  /** The setting that names the file. */
  public static final String SETTING = "VIGIE_PATIENT_KEYS_FILE";

  private static final int HEX_DIGITS = 2 * PatientKey.BYTES;

  private final PatientKey key;
  private final Seal seal = new Seal();

  private MasterKey(PatientKey key) {
    this.key = key;
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException naming the setting and the remedy when it is none
   */
  public static MasterKey read(Path file) {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          SETTING
              + " names "
              + file.toAbsolutePath()
              + ", which cannot be read: give the file that the stack made at its first start; only"
              + " for a stack without patients make a new one: openssl rand -hex 32",
          e);
    }
    if (text.length() != HEX_DIGITS || !text.matches("[0-9a-fA-F]+")) {
      throw new IllegalArgumentException(
          SETTING
              + " names "
              + file.toAbsolutePath()
              + ", which must hold "
              + HEX_DIGITS
              + " hexadecimal digits, but has "
              + text.length()
              + " characters: give the file that the stack made at its first start");
    }
    return new MasterKey(PatientKey.of(HexFormat.of().parseHex(text)));
  }

  /** What the file of a new one holds. */
  public static String random(SecureRandom random) {
    byte[] bytes = new byte[PatientKey.BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The patient's key as only this one opens it, and only for this patient. */
  public byte[] wrap(UUID patient, PatientKey of) {
    return seal.close(key, place(patient), of.bytes());
  }

  /**
   * The patient's key.
   *
   * @throws BrokenSealException when this master key did not wrap it for this patient
   */
  public PatientKey unwrap(UUID patient, byte[] wrapped) {
    byte[] bytes = seal.open(key, place(patient), wrapped);
    if (bytes.length != PatientKey.BYTES) {
      throw new BrokenSealException("not a patient's key");
    }
    return PatientKey.of(bytes);
  }

  private static Seal.Place place(UUID patient) {
    return new Seal.Place(
        patient, Topics.PATIENT_KEY, patient.toString().getBytes(StandardCharsets.UTF_8));
  }
}
