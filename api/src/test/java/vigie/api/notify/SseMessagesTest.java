package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.alert.Delivery;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.alert.Notification;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;
import vigie.api.access.AccessDirectory;
import vigie.api.access.SyntheticPeople;
import vigie.api.live.Frame;
import vigie.api.live.FrameSink;
import vigie.api.live.MessageStreams;
import vigie.api.session.SessionDirectory;
import vigie.reading.PatientId;

/** What goes out on open streams, and what is told of it. */
class SseMessagesTest {
  private static final PatientId PATIENT = new PatientId(new UUID(1, 1));
  private static final UUID PHYSICIAN = new UUID(2, 1);
  private static final UUID OPERATOR = new UUID(2, 2);
  private static final UUID SECOND_OPERATOR = new UUID(2, 3);
  private static final Notification NOTIFICATION = to(PHYSICIAN, PATIENT);

  private final RecipientDirectory directory = new RecipientDirectory();
  private final MessageStreams streams =
      new MessageStreams(new SessionDirectory(), new AccessDirectory());
  private final List<Delivery> told = new ArrayList<>();
  private final List<Delivery> counted = new ArrayList<>();
  private boolean permitted = true;

  private final SseMessages messages =
      new SseMessages(
          directory,
          streams,
          (notification, recipient) ->
              new Message(notification.id(), "", "", "for " + recipient.language()),
          notification -> permitted,
          delivery -> {
            told.add(delivery);
            return CompletableFuture.completedFuture(null);
          },
          (notification, delivery) -> counted.add(delivery),
          Runnable::run,
          Clock.fixed(NotificationFixture.DECIDED, ZoneOffset.UTC));

  @BeforeEach
  void people() {
    directory.put(NotificationFixture.person(PHYSICIAN, "Doctor", "en", null));
  }

  private static Notification to(UUID recipient, PatientId patient) {
    return NotificationFixture.to(recipient, Role.TREATING_PHYSICIAN, Severity.HIGH, patient);
  }

  private Stream listen(UUID person) {
    Stream stream = new Stream();
    streams.join(person, new UUID(3, 3), NotificationFixture.DECIDED, stream);
    return stream;
  }

  @Test
  void aMessageIsDeliveredOnceItIsWrittenAndNotBefore() {
    Stream stream = listen(PHYSICIAN);
    messages.offer(NOTIFICATION);
    assertThat(stream.frames)
        .containsExactly(new Frame(NOTIFICATION.id().toString(), "message", "for en"));
    assertThat(told).isEmpty();

    stream.written.forEach(Runnable::run);
    assertThat(told)
        .containsExactly(
            new Delivery(
                NOTIFICATION.id(),
                PATIENT,
                NOTIFICATION.alert().alert(),
                PHYSICIAN,
                Channel.SSE,
                1,
                Outcome.DELIVERED,
                NotificationFixture.DECIDED,
                "written to the person's open stream"));
    assertThat(counted).isEqualTo(told);
  }

  @Test
  void whoHasNoStreamOpenIsMissedWithoutAWord() {
    Stream anothers = listen(OPERATOR);
    messages.offer(NOTIFICATION);

    assertThat(anothers.frames).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void ofSeveralStreamsOneRowIsTold() {
    Stream phone = listen(PHYSICIAN);
    Stream desk = listen(PHYSICIAN);
    messages.offer(NOTIFICATION);
    phone.written.forEach(Runnable::run);
    desk.written.forEach(Runnable::run);

    assertThat(phone.frames).hasSize(1).isEqualTo(desk.frames);
    assertThat(told).hasSize(1);
  }

  @Test
  @Tag("C-36")
  void whatThePatientAllowsNoLongerDoesNotGoOut() {
    Stream stream = listen(PHYSICIAN);
    permitted = false;
    messages.offer(NOTIFICATION);

    assertThat(stream.frames).isEmpty();
  }

  @Test
  void aRepeatedOneDoesNotGoOutAgainNorOneThatWentOutBeforeTheProgramBegan() {
    Stream stream = listen(PHYSICIAN);
    messages.offer(NOTIFICATION);
    messages.offer(NOTIFICATION);
    assertThat(stream.frames).hasSize(1);

    Notification earlier = to(PHYSICIAN, new PatientId(new UUID(1, 2)));
    messages.before(delivery(earlier, Channel.SSE, Outcome.DELIVERED));
    messages.offer(earlier);
    assertThat(stream.frames).hasSize(1);
  }

  @Test
  void oneThatIsStillTriedByOtherWaysSinceBeforeTheProgramBeganGoesOut() {
    Stream stream = listen(PHYSICIAN);
    messages.before(delivery(NOTIFICATION, Channel.MAIL, Outcome.RETRYING));
    messages.offer(NOTIFICATION);

    assertThat(stream.frames).hasSize(1);
  }

  @Test
  void whatIsForTheOperatorsGoesToEachWhoListens() {
    directory.put(NotificationFixture.person(OPERATOR, "One", "en", null));
    directory.put(NotificationFixture.person(SECOND_OPERATOR, "Two", "fr", null));
    directory.putOperator(OPERATOR);
    directory.putOperator(SECOND_OPERATOR);
    Stream one = listen(OPERATOR);
    Stream two = listen(SECOND_OPERATOR);
    messages.offer(
        NotificationFixture.to(Notification.OPERATORS, Role.OPERATOR, Severity.HIGH, PATIENT));
    one.written.forEach(Runnable::run);
    two.written.forEach(Runnable::run);

    assertThat(one.frames).extracting(Frame::data).containsExactly("for en");
    assertThat(two.frames).extracting(Frame::data).containsExactly("for fr");
    assertThat(told).extracting(Delivery::recipient).containsExactly(Notification.OPERATORS);
  }

  @Test
  void nobodyIsToldOfTheWatchdogsPatient() {
    Stream stream = listen(PHYSICIAN);
    messages.offer(to(PHYSICIAN, new PatientId(SyntheticPeople.PATIENT)));

    assertThat(stream.frames).isEmpty();
  }

  @Test
  void aStreamThatHasAMessageDoesNotEndTheOtherWays() {
    FinishedNotifications finished = new FinishedNotifications();
    finished.note(delivery(NOTIFICATION, Channel.SSE, Outcome.DELIVERED));
    assertThat(finished.contains(NOTIFICATION.id())).isFalse();
    finished.note(delivery(NOTIFICATION, Channel.MAIL, Outcome.DELIVERED));
    assertThat(finished.contains(NOTIFICATION.id())).isTrue();
  }

  private static Delivery delivery(Notification of, Channel channel, Outcome outcome) {
    return new Delivery(
        of.id(),
        of.patient(),
        of.alert().alert(),
        of.recipient(),
        channel,
        1,
        outcome,
        NotificationFixture.DECIDED,
        "");
  }

  /** An open stream whose connection writes when the test says so. */
  private static final class Stream implements FrameSink {
    private final List<Frame> frames = new ArrayList<>();
    private final List<Runnable> written = new ArrayList<>();

    @Override
    public boolean offer(Frame frame) {
      return frames.add(frame);
    }

    @Override
    public boolean offer(Frame frame, Runnable whenWritten) {
      return frames.add(frame) && written.add(whenWritten);
    }

    @Override
    public void end(Frame last) {
      frames.add(last);
    }
  }
}
