package vigie.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.api.access.AccessDirectory;
import vigie.api.access.Actor;
import vigie.api.access.Role;
import vigie.api.session.SessionDirectory;

/** The open streams of people's own messages. */
class MessageStreamsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
  private static final UUID ALICE = new UUID(1, 1);
  private static final UUID BOB = new UUID(1, 2);
  private static final UUID SESSION = new UUID(2, 1);
  private static final UUID OTHER_SESSION = new UUID(2, 2);
  private static final UUID MESSAGE = new UUID(3, 1);

  private final AccessDirectory people = new AccessDirectory();
  private final MessageStreams streams = new MessageStreams(new SessionDirectory(), people);
  private final RecordingSink sink = new RecordingSink();

  private MessageStream stream;

  @BeforeEach
  void open() {
    people.putPerson(new Actor(ALICE, Role.PATIENT));
    stream = Objects.requireNonNull(streams.join(ALICE, SESSION, NOW.plusSeconds(60), sink));
  }

  @Test
  void aMessageGoesToItsPersonsStreamsAndToNobodyElses() {
    RecordingSink bobs = new RecordingSink();
    streams.join(BOB, OTHER_SESSION, NOW.plusSeconds(60), bobs);
    streams.offer(ALICE, MESSAGE, "{}", () -> {});

    assertThat(sink.frames).containsExactly(new Frame(MESSAGE.toString(), "message", "{}"));
    assertThat(bobs.frames).isEmpty();
  }

  @Test
  void whoHasLeftListensNoMore() {
    assertThat(streams.listens(ALICE)).isTrue();
    streams.leave(stream);
    streams.leave(stream);
    assertThat(streams.listens(ALICE)).isFalse();
  }

  @Test
  @Tag("C-40")
  void anEndedSessionEndsItsStreamsAndNoOthers() {
    RecordingSink elsewhere = new RecordingSink();
    streams.join(ALICE, OTHER_SESSION, NOW.plusSeconds(60), elsewhere);
    streams.sessionEnded(SESSION);
    streams.offer(ALICE, MESSAGE, "{}", () -> {});

    assertThat(sink.last).isEqualTo(Ending.SESSION_ENDED.frame());
    assertThat(sink.frames).isEmpty();
    assertThat(elsewhere.last).isNull();
    assertThat(elsewhere.frames).hasSize(1);
  }

  @Test
  @Tag("C-36")
  void whoIsNobodyAnyMoreIsSentNothing() {
    streams.check(NOW);
    assertThat(sink.last).isNull();
    people.erase(ALICE);
    streams.check(NOW);
    assertThat(sink.last).isEqualTo(Ending.ACCESS_ENDED.frame());
  }

  @Test
  void aStreamEndsWithItsToken() {
    streams.check(NOW.plusSeconds(59));
    assertThat(sink.last).isNull();
    streams.check(NOW.plusSeconds(60));
    assertThat(sink.last).isEqualTo(Ending.TOKEN_EXPIRED.frame());
  }

  @Test
  void aClientThatReadsTooSlowlyIsEnded() {
    sink.room = 1;
    streams.offer(ALICE, MESSAGE, "{}", () -> {});
    assertThat(sink.last).isNull();
    streams.offer(ALICE, MESSAGE, "{}", () -> {});
    assertThat(sink.last).isEqualTo(Ending.TOO_SLOW.frame());
  }

  @Test
  void onePersonHasTwentyStreamsAtMost() {
    for (int i = 1; i < LiveHub.STREAMS_PER_PERSON_MAX; i++) {
      assertThat(streams.join(ALICE, SESSION, NOW, new RecordingSink())).isNotNull();
    }
    assertThat(streams.join(ALICE, SESSION, NOW, new RecordingSink())).isNull();
    streams.leave(stream);
    assertThat(streams.join(ALICE, SESSION, NOW, new RecordingSink())).isNotNull();
  }
}
