package vigie.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Closes and opens the value of a record: AES-256-GCM (NIST SP 800-38D), a random nonce of 96 bits
 * in front, a tag of 128 bits behind. Patient, topic and the record's key are authenticated with
 * it, so that a value cannot be moved to another place. With random nonces one key is good for four
 * thousand million values, which is ten each second for thirteen years. Safe to share: each thread
 * has its own cipher.
 */
public final class Seal {
  /** By how much a sealed value is longer, in bytes. */
  public static final int OVERHEAD_BYTES = 28;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  // Not static: it goes with whoever seals, and holds no class loader of a job.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Hand> hands = ThreadLocal.withInitial(Hand::new);

  /** With no cipher yet. */
  public Seal() {}

  /** Where a value stands, and about whom it is. */
  // Only authenticated, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Place(UUID patient, String topic, byte[] recordKey) {
    byte[] bytes() {
      byte[] name = topic.getBytes(StandardCharsets.UTF_8);
      byte[] header = SealHeader.of(patient);
      // No topic has a zero byte in its name, so no two places have the same bytes.
      return ByteBuffer.allocate(header.length + name.length + 1 + recordKey.length)
          .put(header)
          .put(name)
          .put((byte) 0)
          .put(recordKey)
          .array();
    }
  }

  /** The value as only the key opens it, and only in this place. */
  byte[] close(PatientKey key, Place place, byte[] value) {
    Hand hand = hands.get();
    try {
      byte[] sealed = new byte[NONCE_BYTES + value.length + TAG_BITS / 8];
      hand.nonce(sealed);
      hand.cipher.init(
          Cipher.ENCRYPT_MODE,
          key.secret(),
          new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
      hand.cipher.updateAAD(place.bytes());
      hand.cipher.doFinal(value, 0, value.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot seal", e);
    }
  }

  /**
   * What {@link #close} was given.
   *
   * @throws BrokenSealException when the key did not close it in this place
   */
  byte[] open(PatientKey key, Place place, byte[] sealed) {
    if (sealed.length < OVERHEAD_BYTES) {
      throw new BrokenSealException("shorter than any sealed value");
    }
    Hand hand = hands.get();
    try {
      hand.cipher.init(
          Cipher.DECRYPT_MODE,
          key.secret(),
          new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
      hand.cipher.updateAAD(place.bytes());
      return hand.cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw new BrokenSealException("not what this key sealed in this place", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot open seals", e);
    }
  }

  /** What one thread seals with. */
  private static final class Hand {
    /** Drawn many at a time: a system call for each would cost as much as the sealing. */
    private static final int NONCES = 64;

    private final SecureRandom random = new SecureRandom();
    private final byte[] nonces = new byte[NONCES * NONCE_BYTES];
    private final Cipher cipher;
    private int next = nonces.length;

    Hand() {
      try {
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java has no AES-GCM", e);
      }
    }

    void nonce(byte[] target) {
      if (next == nonces.length) {
        random.nextBytes(nonces);
        next = 0;
      }
      System.arraycopy(nonces, next, target, 0, NONCE_BYTES);
      next += NONCE_BYTES;
    }
  }
}
