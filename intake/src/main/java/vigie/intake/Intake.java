package vigie.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceBinding;
import vigie.intake.check.ReadingChecks;
import vigie.intake.check.ReadingQuality;
import vigie.intake.decode.Decoded;
import vigie.intake.decode.PayloadDecoder;
import vigie.intake.decode.PayloadFormats;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;
import vigie.intake.history.RecentReadings;
import vigie.intake.history.Verdict;
import vigie.reading.Original;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/**
 * What becomes of a message: decode, then check by itself, then against what came before. The same
 * for every way in. Safe for several threads; messages of one device are to come from one.
 */
public final class Intake {
  /** A larger message is refused unless a program is set otherwise, in bytes. */
  public static final int PAYLOAD_BYTES_DEFAULT = 256 << 10;

  /** Together the rejections of one message repeat its bytes at most this often, in bytes. */
  static final int EVIDENCE_BYTES_MAX = 1 << 20;

  /** More than one process serves; each device and each patient costs up to half a kilobyte. */
  private static final int REMEMBERED = 100_000;

  /** What a sender wrote is cut to so many characters where a refusal repeats it. */
  private static final int SHOWN_MAX = 64;

  /**
   * As the detector folds them, so that none of a message comes to it late: by the time at which
   * each was known, and of one time by rank.
   */
  private static final Comparator<Reading> AS_MEASURED =
      Comparator.comparing(Intake::known).thenComparingInt(reading -> reading.metric().rank());

  private final PayloadFormats formats;
  private final Directory directory;
  private final SpeaksFor speaksFor;
  private final int payloadBytesMax;
  private final RecentReadings recent = new RecentReadings(REMEMBERED);
  private final ReadingChecks checks = ReadingChecks.standard();

  /**
   * Connects the steps.
   *
   * @param formats the formats that are understood
   * @param directory whose each device is and what its patient consented to
   * @param speaksFor which device may send in the name of another
   * @param payloadBytesMax a larger message is refused
   */
  public Intake(
      PayloadFormats formats, Directory directory, SpeaksFor speaksFor, int payloadBytesMax) {
    this.formats = formats;
    this.directory = directory;
    this.speaksFor = speaksFor;
    this.payloadBytesMax = payloadBytesMax;
  }

  /**
   * What a message becomes. Its readings are remembered, for the checks of those to come.
   *
   * @param message as it came
   * @param received when it came
   */
  public IntakeResult decide(DeviceMessage message, Instant received) {
    return decide(message, received, recent);
  }

  /** What a message would become now; nothing is remembered of it. */
  public IntakeResult preview(DeviceMessage message, Instant received) {
    return decide(message, received, recent.preview());
  }

  private IntakeResult decide(DeviceMessage message, Instant received, RecentReadings known) {
    DeviceBinding binding = directory.binding(message.device());
    if (binding == null) {
      return IntakeResult.refused(
          message.device(),
          message.source(),
          received,
          RejectionReason.UNBOUND_DEVICE,
          "nobody has bound this device; its bytes are not kept");
    }
    byte[] payload = message.payload();
    Origin origin =
        new Origin(
            message.source(),
            received,
            binding,
            directory.consents(binding.patient(), message.device()),
            payload);
    if (!binding.active()) {
      return origin.whole(
          RejectionReason.REVOKED_DEVICE, "the device's binding has ended", Origin.NOTHING);
    }
    PayloadDecoder decoder = formats.find(message.format(), message.contentType());
    if (decoder == null) {
      return origin.whole(
          RejectionReason.UNKNOWN_TOPIC,
          "no format for '"
              + shown(message.format())
              + "' and content type '"
              + shown(message.contentType())
              + "'; known are "
              + formats.words(),
          origin.evidence());
    }
    if (payload.length > payloadBytesMax) {
      return origin.whole(
          RejectionReason.TOO_LARGE,
          payload.length + " bytes; at most " + payloadBytesMax + ", and as many are kept",
          Arrays.copyOf(origin.evidence(), Math.min(origin.evidence().length, payloadBytesMax)));
    }
    try {
      return check(decoder.decode(payload, received), origin, known);
    } catch (RuntimeException e) {
      // Our own mistake, but this message would bring it about again and again, and hold up all
      // others: it is kept where somebody sees it.
      return origin.whole(
          RejectionReason.MALFORMED,
          "our own fault in processing it: " + e.getClass().getSimpleName(),
          origin.evidence());
    }
  }

  private IntakeResult check(Decoded decoded, Origin origin, RecentReadings known) {
    Refusal whole = decoded.refusal();
    if (whole != null) {
      return origin.whole(whole.reason(), whole.detail(), origin.evidence());
    }
    Speakers speakers = new Speakers(origin, directory, speaksFor);
    List<Reading> accepted = new ArrayList<>(decoded.readings().size());
    List<Refused> refused = List.of();
    for (SentReading sent : decoded.readings()) {
      Instant begin = time(sent.object().time().ts(), origin.received());
      Instant end = time(sent.object().time().endTs(), begin);
      Speakers.Speaker speaker = speakers.of(sent.object(), begin, end);
      Refusal refusal = refusal(sent, speaker);
      if (refusal == null) {
        Reading reading = reading(sent, speaker, origin.received(), known);
        Verdict verdict =
            reading.quality() == Quality.TEST || reading.retracts()
                ? Verdict.CREDIBLE
                : known.take(reading);
        if (verdict != Verdict.OTHER_UNIT) {
          accepted.add(verdict == Verdict.DOUBTFUL ? reading.questionable() : reading);
          continue;
        }
        refusal =
            new Refusal(
                RejectionReason.IMPLAUSIBLE,
                reading.metric().id() + " in the ratio of another unit to the last one taken");
      }
      if (refused.isEmpty()) {
        refused = new ArrayList<>();
      }
      refused.add(new Refused(refusal, sent.path(), speaker.patient()));
    }
    if (accepted.size() > 1) {
      accepted.sort(AS_MEASURED);
    }
    return new IntakeResult(
        accepted,
        refused.isEmpty() ? List.of() : rejected(refused, origin, speakers.severalPatients()),
        decoded.droppedFields(),
        decoded.correctedTimes());
  }

  private static Instant known(Reading reading) {
    Instant end = reading.effectiveEnd();
    return end == null ? reading.effective() : end;
  }

  private static Instant time(@Nullable Long millis, Instant otherwise) {
    return millis == null ? otherwise : Instant.ofEpochMilli(millis);
  }

  /** A time that no set clock shows is a better reason than that the device was nobody's then. */
  private @Nullable Refusal refusal(SentReading sent, Speakers.Speaker speaker) {
    if (speaker.unheard()) {
      return speaker.refusal();
    }
    Refusal refusal = checks.refusal(sent, speaker.arrival());
    return refusal == null ? speaker.refusal() : refusal;
  }

  /** A reading refused: why, where it stands, and whose it would have been. */
  private record Refused(Refusal refusal, String path, @Nullable PatientId patient) {}

  private static List<RejectedReading> rejected(
      List<Refused> refused, Origin origin, boolean severalPatients) {
    // The bytes hold every value of the message, so one without consent, or one that may be another
    // person's, keeps all of them out.
    boolean withheld =
        severalPatients
            || refused.stream()
                .anyMatch(one -> one.refusal().reason() == RejectionReason.NO_CONSENT);
    byte[] evidence = withheld ? Origin.NOTHING : origin.evidence();
    int copies = evidence.length == 0 ? 0 : Math.max(1, EVIDENCE_BYTES_MAX / evidence.length);
    List<RejectedReading> rejected = new ArrayList<>(refused.size());
    for (int i = 0; i < refused.size(); i++) {
      Refused one = refused.get(i);
      String detail = one.refusal().detail();
      if (evidence.length > 0 && i >= copies) {
        detail += "; the bytes stand with the message's first rejection";
      }
      rejected.add(
          origin.rejected(
              one.refusal().reason(),
              detail,
              one.path(),
              one.patient(),
              i < copies ? evidence : Origin.NOTHING));
    }
    return rejected;
  }

  private static Reading reading(
      SentReading sent, Speakers.Speaker speaker, Instant received, RecentReadings known) {
    DeviceBinding binding = speaker.bound();
    Long ts = sent.object().time().ts();
    Long endTs = sent.object().time().endTs();
    if (ts != null) {
      known.heard(binding.device(), endTs == null ? ts : endTs, received);
    }
    return new Reading(
        speaker.owner(),
        binding.device(),
        sent.knownMetric(),
        sent.canonical(),
        ts == null ? received : known.settled(binding.device(), ts, received),
        endTs == null ? null : known.settled(binding.device(), endTs, received),
        sent.object().time().zoneOffsetMinutes(),
        received,
        sent.object().sequence(),
        ReadingQuality.of(sent),
        sent.object().context(),
        original(sent),
        binding.expectedInterval());
  }

  private static @Nullable Original original(SentReading sent) {
    String unit = sent.unit();
    return unit != null && sent.converted() ? new Original(sent.sent(), unit) : null;
  }

  private static String shown(String text) {
    return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) : text;
  }
}
