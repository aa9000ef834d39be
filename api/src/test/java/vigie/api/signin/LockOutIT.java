package vigie.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.store.JdbcDatabase;

/** Guessing passwords, at the door. */
@Tag("C-19")
class LockOutIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final String RIGHT = "the right password";

  private String username;

  @BeforeEach
  void enrol() {
    username = "patient-" + UUID.randomUUID();
    ApiClient.Answer made =
        api.operator()
            .post(
                "/people",
                Map.of(
                    "username",
                    username,
                    "password",
                    RIGHT,
                    "role",
                    "PATIENT",
                    "firstName",
                    "A",
                    "lastName",
                    "B"));
    assertThat(made.status()).isEqualTo(201);
  }

  @Test
  void theFifthFailureLocksTheAccountForATimeThatIsTold() {
    for (int i = 0; i < 5; i++) {
      assertThat(signIn(username, "a wrong password").status()).isEqualTo(401);
    }

    ApiClient.Answer locked = signIn(username, RIGHT);

    assertThat(locked.status()).isEqualTo(429);
    assertThat(locked.body().get("detail").asText()).contains("try again after 20");
    assertThat(reasons()).containsExactly("LOCKED_OUT", "BAD_CREDENTIALS");

    sixteenMinutesPass();
    assertThat(signIn(username, RIGHT).status()).isEqualTo(200);
    assertThat(signIn(username, "a wrong password").status()).isEqualTo(401);
    assertThat(signIn(username, RIGHT).status()).isEqualTo(200);
  }

  @Test
  void aNameThatDoesNotExistIsAnsweredAlike() {
    String nobody = "nobody-" + UUID.randomUUID();
    for (int i = 0; i < 5; i++) {
      assertThat(signIn(nobody, "a wrong password").status()).isEqualTo(401);
    }

    assertThat(signIn(nobody, "a wrong password").status()).isEqualTo(429);
  }

  @Test
  void guessesSentAllAtOnceAreCountedOneByOne() throws Exception {
    List<Integer> answers = atOnce(number -> "wrong number " + number);

    assertThat(answers).containsOnly(401, 429);
    assertThat(answers).filteredOn(status -> status == 401).hasSize(5);
  }

  @Test
  void whoSignsInManyTimesAtOnceIsNotLockedOut() throws Exception {
    assertThat(atOnce(number -> RIGHT)).containsOnly(200);
  }

  /** Signs in 24 times, on as many threads. */
  private List<Integer> atOnce(IntFunction<String> password) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(24);
    try {
      List<Callable<Integer>> tries =
          IntStream.range(0, 24)
              .<Callable<Integer>>mapToObj(
                  number -> () -> signIn(username, password.apply(number)).status())
              .toList();
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> answer : threads.invokeAll(tries)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static ApiClient.Answer signIn(String name, String password) {
    return api.client().post("/sign-in", Map.of("username", name, "password", password));
  }

  private List<String> reasons() {
    return api.context()
        .getBean(JdbcDatabase.class)
        .query(
            "SELECT reason FROM audit JOIN people.person ON person_id = actor WHERE username = ?"
                + " ORDER BY seq DESC LIMIT 2",
            statement -> statement.setString(1, username),
            row -> row.getString(1));
  }

  private void sixteenMinutesPass() {
    int moved =
        api.context()
            .getBean(JdbcDatabase.class)
            .inTransaction(
                connection ->
                    JdbcDatabase.update(
                        connection,
                        "UPDATE people.sign_in_failure SET last_at = last_at - interval '16 minutes'"
                            + " WHERE subject = ?",
                        statement -> statement.setString(1, username)));
    assertThat(moved).isEqualTo(1);
  }
}
