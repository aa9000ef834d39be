package vigie.api.directory;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vigie.api.access.Profession;

/**
 * Who practises what, by national number, as an extract of the national directory has it. Eight
 * bytes an entry, so that the whole nation's fit into some 20 MB; names are kept as a hash of 17
 * bits, which tells a slip from the truth and nobody's name. Pure; safe to share between threads.
 */
public final class Directory {
  private static final int PROFESSION_BITS = 12;
  private static final int NAME_BITS = 17;
  private static final int NUMBER_SHIFT = PROFESSION_BITS + NAME_BITS;
  private static final long PROFESSIONS = (1L << PROFESSION_BITS) - 1;
  private static final Profession[] ALL = Profession.values();
  private static final Pattern NO_LETTERS = Pattern.compile("[^A-Z]+");

  private final LocalDate asOf;

  /** Number without its check digit, hash of the last name, professions; ascending. */
  private final long[] entries;

  /** What the directory says of somebody. */
  public enum Finding {
    /** The number, the name and the profession go together. */
    FOUND,
    /** Nobody practises under this number. */
    NUMBER_UNKNOWN,
    /** The number is somebody's of another last name. */
    OTHER_NAME,
    /** The number and the name go together, and the profession is another. */
    OTHER_PROFESSION
  }

  private Directory(LocalDate asOf, long[] entries) {
    this.asOf = asOf;
    this.entries = entries;
  }

  /** Of which day it is. */
  public LocalDate asOf() {
    return asOf;
  }

  /** How many people's entries it has, by number and name. */
  public int size() {
    return entries.length;
  }

  /**
   * What it says of this person.
   *
   * @param number RPPS, 11 digits
   * @param lastName under which they practise; case, accents and hyphens do not matter
   */
  public Finding find(String number, String lastName, Profession profession) {
    long base = base(number);
    int name = name(letters(lastName));
    boolean known = false;
    for (int i = first(base); i < entries.length && entries[i] >> NUMBER_SHIFT == base; i++) {
      if (nameOf(entries[i]) == name) {
        return (entries[i] & bit(profession)) == 0 ? Finding.OTHER_PROFESSION : Finding.FOUND;
      }
      known = true;
    }
    return known ? Finding.OTHER_NAME : Finding.NUMBER_UNKNOWN;
  }

  /** Those of our professions that the number stands for; none also for a number it has not. */
  public Set<Profession> professions(String number) {
    long base = base(number);
    Set<Profession> found = EnumSet.noneOf(Profession.class);
    for (int i = first(base); i < entries.length && entries[i] >> NUMBER_SHIFT == base; i++) {
      for (Profession profession : ALL) {
        if ((entries[i] & bit(profession)) != 0) {
          found.add(profession);
        }
      }
    }
    return found;
  }

  private int first(long base) {
    int place = Arrays.binarySearch(entries, base << NUMBER_SHIFT);
    return place < 0 ? -place - 1 : place;
  }

  /** The number without its check digit, which follows from the others. */
  private static long base(String number) {
    return Long.parseLong(number) / 10;
  }

  private static int nameOf(long entry) {
    return (int) (entry >> PROFESSION_BITS) & ((1 << NAME_BITS) - 1);
  }

  @SuppressWarnings("EnumOrdinal") // The bits live no longer than the process.
  private static long bit(Profession profession) {
    return 1L << profession.ordinal();
  }

  private static String letters(String lastName) {
    return NO_LETTERS
        .matcher(Normalizer.normalize(lastName, Normalizer.Form.NFD).toUpperCase(Locale.ROOT))
        .replaceAll("");
  }

  private static int name(String letters) {
    return (letters.hashCode() * 0x9E3779B1) >>> (Integer.SIZE - NAME_BITS);
  }

  /** Takes lines in any order, several of one person too. Used by one thread. */
  static final class Builder {
    private long[] gathered = new long[1024];
    private int count;

    /**
     * Adds one line; one without a name says of nobody who it is, and is left out.
     *
     * @param number RPPS, 11 digits
     * @param professions ours; none for somebody whose profession is not
     */
    void add(String number, String lastName, Set<Profession> professions) {
      String letters = letters(lastName);
      if (letters.isEmpty()) {
        return;
      }
      long entry = (base(number) << NUMBER_SHIFT) | ((long) name(letters) << PROFESSION_BITS);
      for (Profession profession : professions) {
        entry |= bit(profession);
      }
      if (count == gathered.length) {
        gathered = Arrays.copyOf(gathered, count + count / 2);
      }
      gathered[count++] = entry;
    }

    /** All that was added, each person once by number and name. */
    Directory build(LocalDate asOf) {
      Arrays.sort(gathered, 0, count);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (kept > 0 && (gathered[kept - 1] & ~PROFESSIONS) == (gathered[i] & ~PROFESSIONS)) {
          gathered[kept - 1] |= gathered[i];
        } else {
          gathered[kept++] = gathered[i];
        }
      }
      return new Directory(asOf, Arrays.copyOf(gathered, kept));
    }
  }
}
