package vigie.api.people;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.ApiConfig;
import vigie.api.access.AccessDirectory;
import vigie.api.access.Role;
import vigie.api.session.Sessions;
import vigie.api.signin.Passwords;

/** The first operator, without whom nobody else could be made. There is no default password. */
@Singleton
public final class OperatorAccount {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorAccount.class);
  private static final String USERNAME = "operator";

  private final ApiConfig config;
  private final JdbcPeople people;
  private final AccessDirectory directory;
  private final Sessions sessions;
  private final Clock clock;

  /** Wired by the program. */
  public OperatorAccount(
      ApiConfig config,
      JdbcPeople people,
      AccessDirectory directory,
      Sessions sessions,
      Clock clock) {
    this.config = config;
    this.people = people;
    this.directory = directory;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Makes the account, or gives it the password that is set now. */
  public void ensure() {
    Optional<JdbcPeople.Account> account = people.account(USERNAME);
    String password = config.operatorPassword();
    if (password == null) {
      if (account.isEmpty()) {
        LOG.warn("no operator account: set VIGIE_OPERATOR_PASSWORD and start again");
      }
      return;
    }
    if (account.isPresent()) {
      if (!Passwords.matches(password, account.get().passwordHash())) {
        people.setPassword(account.get().actor().person(), Passwords.hash(password));
        sessions.endAll(account.get().actor().person());
        LOG.info("operator password changed");
      }
      return;
    }
    Person operator =
        new Person(
            UUID.randomUUID(),
            USERNAME,
            Role.OPERATOR,
            "First",
            "Operator",
            "fr",
            null,
            null,
            null,
            null,
            Identity.NONE,
            null);
    people.add(operator, Passwords.hash(password), clock.instant(), null);
    directory.putPerson(operator.actor());
    LOG.info("operator account made");
  }
}
