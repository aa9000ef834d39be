package vigie.api.request;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiConfig;
import vigie.api.notify.Words;
import vigie.api.people.JdbcPeople;

/** Requests as they are shown, with the names that belong to them; and texts as they come in. */
@Singleton
final class RequestViews {
  static final int TEXT_LENGTH_MAX = 2_000;

  private final JdbcPeople people;
  private final ApiConfig config;
  private final Clock clock;

  RequestViews(JdbcPeople people, ApiConfig config, Clock clock) {
    this.people = people;
    this.config = config;
    this.clock = clock;
  }

  /**
   * These requests.
   *
   * @param language of the words: fr or en; null for French
   */
  List<RequestView> of(List<RightsRequest> requests, @Nullable String language) {
    List<UUID> professionals =
        requests.stream()
            .flatMap(one -> Optional.ofNullable(one.passing()).stream())
            .map(RightsRequest.Passing::to)
            .distinct()
            .toList();
    Map<UUID, String> names =
        professionals.isEmpty() ? Map.of() : people.namesOfProfessionals(professionals);
    Words words = Words.of(language == null ? "fr" : language);
    return requests.stream()
        .map(one -> RequestView.of(one, names, config.operator(), words, clock.instant()))
        .toList();
  }

  /** One request. */
  RequestView of(RightsRequest request, @Nullable String language) {
    return of(List.of(request), language).get(0);
  }
}
