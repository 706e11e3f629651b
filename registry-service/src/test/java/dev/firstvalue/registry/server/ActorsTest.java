package dev.firstvalue.registry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.Role;
import dev.firstvalue.registry.git.Author;
import io.grpc.Context;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ActorsTest {
  private static final Author ANA = new Author("Ana", "ana@example.com");
  private static final Caller TOKEN = new Caller("Ana", "ana@example.com", Role.OWNER);

  @Test
  void aTokenActsForItsOwnerAlone() throws Exception {
    assertThat(as(TOKEN, "")).isEqualTo(ANA);
    assertThat(as(TOKEN, "Ana <ANA@example.com>")).isEqualTo(ANA);
    denied(TOKEN, "Ben <ben@example.com>");
    denied(new Caller("ci", "", Role.PROPOSER), "Ben <ben@example.com>");
  }

  @Test
  void whereNobodyShowsATokenTheRequestTells() throws Exception {
    assertThat(Actors.ofCall("Ana <ana@example.com>")).isEqualTo(ANA);
    assertThat(as(Caller.ANYBODY, "Ana <ana@example.com>")).isEqualTo(ANA);
  }

  private static Author as(Caller caller, String said) throws Exception {
    Callable<Author> ask = () -> Actors.ofCall(said);
    return caller.within(Context.ROOT).call(ask);
  }

  private static void denied(Caller caller, String said) {
    assertThatThrownBy(() -> as(caller, said))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
  }
}
