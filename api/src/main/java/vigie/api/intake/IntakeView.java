package vigie.api.intake;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.api.web.Problem;
import vigie.api.web.ProblemCode;
import vigie.intake.IntakeResult;
import vigie.reading.Quality;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** What became of a message, as its sender is told. */
final class IntakeView {
  private IntakeView() {}

  /**
   * Everything was taken.
   *
   * @param received readings in the message
   * @param accepted as many
   * @param droppedFields fields that no format knows, left out
   * @param correctedTimes times sent in seconds and read as such
   */
  @Serdeable
  record Taken(int received, int accepted, int droppedFields, int correctedTimes) {
    static Taken of(IntakeResult result) {
      return new Taken(
          result.received(),
          result.accepted().size(),
          result.droppedFields(),
          result.correctedTimes());
    }
  }

  /**
   * One reading refused.
   *
   * @param path where in the payload; empty for the whole
   */
  @Serdeable
  record Rejection(RejectionReason reason, String path, String detail) {
    static List<Rejection> of(List<RejectedReading> rejected) {
      return rejected.stream()
          .map(one -> new Rejection(one.reason(), one.path(), one.detail()))
          .toList();
    }
  }

  /** A problem as RFC 9457 has it, with what was refused, and how much was taken all the same. */
  @Serdeable
  record RejectedProblem(
      String type,
      String title,
      int status,
      String detail,
      ProblemCode code,
      ProblemCode.Kind kind,
      int received,
      int accepted,
      int rejected,
      List<Rejection> rejections) {
    static RejectedProblem of(IntakeResult result) {
      Problem problem =
          Problem.of(
              ProblemCode.REJECTED,
              result.accepted().size()
                  + " of "
                  + result.received()
                  + " readings were taken; the others are kept as rejected and need not be sent"
                  + " again as they are");
      return new RejectedProblem(
          problem.type(),
          problem.title(),
          problem.status(),
          problem.detail(),
          problem.code(),
          problem.kind(),
          result.received(),
          result.accepted().size(),
          result.rejected().size(),
          Rejection.of(result.rejected()));
    }
  }

  /**
   * A reading as it would be kept.
   *
   * @param value in the metric's canonical unit
   * @param unit UCUM
   * @param effectiveEnd null for an instant
   */
  @Serdeable
  record Accepted(
      String metric,
      double value,
      String unit,
      Instant effective,
      @Nullable Instant effectiveEnd,
      Quality quality,
      String device) {
    static Accepted of(Reading reading) {
      return new Accepted(
          reading.metric().id(),
          reading.value(),
          reading.metric().unit(),
          reading.effective(),
          reading.effectiveEnd(),
          reading.quality(),
          reading.device().value());
    }
  }

  /** What would happen; nothing of it did. */
  @Serdeable
  record DryRun(
      boolean dryRun,
      int received,
      List<Accepted> accepted,
      List<Rejection> rejections,
      int droppedFields,
      int correctedTimes) {
    static DryRun of(IntakeResult result) {
      return new DryRun(
          true,
          result.received(),
          result.accepted().stream().map(Accepted::of).toList(),
          Rejection.of(result.rejected()),
          result.droppedFields(),
          result.correctedTimes());
    }
  }
}
