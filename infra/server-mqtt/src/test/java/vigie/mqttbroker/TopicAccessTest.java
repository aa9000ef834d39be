package vigie.mqttbroker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.DeviceId;

class TopicAccessTest {

  @ParameterizedTest(name = "{0} publishes to {1}: {2}")
  @CsvSource({
    "watch-1,        vigie/v1/watch-1/json,          yes",
    "watch-1,        vigie/v1/watch-1/status,        yes",
    "watch-1,        vigie/v1/watch-1/a/b/c,         yes",
    "a.b,            vigie/v1/a.b/json,              yes",
    "watch-1,        vigie/v1/watch-2/json,          no",
    "watch-1,        vigie/v1/watch-10/json,         no",
    "watch-1,        vigie/v1/watch-1,               no",
    "watch-1,        vigie/v1/,                      no",
    "watch-1,        vigie/v1//watch-1/json,         no",
    "watch-1,        vigie/v2/watch-1/json,          no",
    "watch-1,        VIGIE/v1/watch-1/json,          no",
    "watch-1,        vigie/v1/+/json,                no",
    "watch-1,        vigie/v1/watch-1/#,             no",
    "watch-1,        vigie/v1/watch-1/x::gateway,    no",
    "watch-1,        $SYS/anything,                  no",
    "watch-1,        activemq.management,            no",
    "watch-1,        '',                             no",
    "vigie-gateway,  vigie/v1/watch-1/json,          no",
    "vigie-gateway,  vigie/v1/watch-1/down/x,        no",
    "vigie-notify,   vigie/v1/watch-1/down/alert,    yes",
    "vigie-notify,   vigie/v1/watch-1/json,          no",
    "vigie-notify,   vigie/v1//down/alert,           no",
    "vigie-notify,   other/watch-1/down/alert,       no",
  })
  void publishing(String who, String topic, String allowed) {
    assertThat(TopicAccess.refusalToPublish(client(who), topic).isEmpty())
        .isEqualTo(allowed.equals("yes"));
  }

  @ParameterizedTest(name = "{0} subscribes to {1}: {2}")
  @CsvSource({
    "watch-1,        vigie/v1/watch-1/down/#,                yes",
    "watch-1,        vigie/v1/watch-1/down/alert,            yes",
    "watch-1,        vigie/v1/watch-1/down,                  no",
    "watch-1,        vigie/v1/watch-1/#,                     no",
    "watch-1,        vigie/v1/watch-1/+/x,                   no",
    "watch-1,        vigie/v1/watch-1/json,                  no",
    "watch-1,        vigie/v1/watch-2/down/#,                no",
    "watch-1,        vigie/v1/+/down/#,                      no",
    "watch-1,        vigie/v1/+/json,                        no",
    "watch-1,        #,                                      no",
    "watch-1,        $share/gateway/vigie/v1/+/json,         no",
    "watch-1,        $share/g/vigie/v1/watch-1/down/x,       no",
    "watch-1,        vigie/v1/watch-1/down/x::gateway.q,     no",
    "watch-1,        $SYS/#,                                 no",
    "vigie-gateway,  vigie/v1/+/json,                        yes",
    "vigie-gateway,  $share/gateway/vigie/v1/+/json,         yes",
    "vigie-gateway,  $share/gateway/vigie/v1/#,              yes",
    "vigie-gateway,  vigie/v2/#,                             no",
    "vigie-gateway,  #,                                      no",
    "vigie-gateway,  $share/gateway,                         no",
    "vigie-gateway,  $share/gateway/$SYS/#,                  no",
    "vigie-notify,   vigie/v1/+/json,                        no",
    "vigie-notify,   vigie/v1/watch-1/down/#,                no",
  })
  void subscribing(String who, String filter, String allowed) {
    assertThat(TopicAccess.refusalToSubscribe(client(who), filter).isEmpty())
        .isEqualTo(allowed.equals("yes"));
  }

  private static Client client(String name) {
    return name.startsWith("vigie-")
        ? new Client.Service(name)
        : new Client.Device(new DeviceId(name));
  }
}
