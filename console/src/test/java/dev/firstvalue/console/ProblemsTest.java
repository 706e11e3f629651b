package dev.firstvalue.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import dev.firstvalue.console.view.Problem;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.javalin.http.HttpStatus;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  @Test
  void aRefusalSaysWhatIsWrongWhereAndWhatToDo() {
    Problem problem =
        Problems.of(
            StatusProto.toStatusRuntimeException(
                com.google.rpc.Status.newBuilder()
                    .setCode(Status.Code.NOT_FOUND.value())
                    .addDetails(
                        Any.pack(
                            ErrorInfo.newBuilder()
                                .putMetadata("id", "report-not-found")
                                .putMetadata("place", "sha256:\u202e")
                                .putMetadata("problem", "there is none")
                                .putMetadata("remedy", "List them")
                                .build()))
                    .build()));
    assertThat(problem.heading()).isEqualTo("There is none");
    assertThat(problem.remedy()).isEqualTo("List them");
    assertThat(problem.id()).isEqualTo("report-not-found");
    assertThat(problem.place()).isEqualTo("sha256:\\u{202e}");
  }

  @Test
  void aReplicaSaysWhoHasTheProposals() {
    assertThat(Problems.of(Status.UNIMPLEMENTED.asRuntimeException()).heading())
        .isEqualTo("This server has no proposals of its own");
    assertThat(Problems.httpStatus(Status.UNIMPLEMENTED.asRuntimeException()))
        .isEqualTo(HttpStatus.NOT_IMPLEMENTED);
  }

  @Test
  void aFailureWithoutWordsIsNoEmptyPage() {
    assertThat(Problems.of(Status.INTERNAL.asRuntimeException()).heading())
        .isEqualTo("The server answers INTERNAL");
  }

  @Test
  void onlyPagesOfTheConsoleAreItsOwn() {
    assertThat(Console.owns("/")).isTrue();
    assertThat(Console.owns("/definitions/lessons")).isTrue();
    assertThat(Console.owns("/definitionsx")).isFalse();
    assertThat(Console.owns("/firstvalue.registry.v1.RegistryService/GetReport")).isFalse();
    assertThat(Console.owns("/git/info/refs")).isFalse();
  }
}
