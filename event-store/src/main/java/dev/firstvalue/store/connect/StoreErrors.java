package dev.firstvalue.store.connect;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ClickHouse's errors in the words of the catalogue. */
public final class StoreErrors {

  private static final Pattern SERVER_CODE = Pattern.compile("Code: (\\d+)\\.");
  private static final Pattern NOISE =
      Pattern.compile(
          "Code: \\d+\\. (?:DB::Exception: )?|\\(version [^)]*\\)|\\(queryId= ?[^)]*\\)");
  private static final Pattern SCOPE = Pattern.compile("[:.]? In scope .*", Pattern.DOTALL);
  private static final int PROBLEM_CHARACTERS = 500;

  private StoreErrors() {}

  /** The catalogued form of what a client reported. */
  public static FirstvalueException of(StoreTarget target, Exception failure) {
    ErrorCode code = codeOf(failure);
    if (target.embedded() && code == ErrorCode.STORE_UNREACHABLE) {
      return new FirstvalueException(
          ErrorCode.ENGINE_FAILED,
          target.toString(),
          "it has ended or does not answer",
          "Run the command again: what the engine had acknowledged is kept",
          failure);
    }
    return new FirstvalueException(
        code, target.toString(), problem(code, failure), remedy(code), failure);
  }

  /** The error of a query or a load that was interrupted. */
  public static FirstvalueException cancelled(StoreTarget target) {
    return new FirstvalueException(
        ErrorCode.QUERY_CANCELLED,
        target.toString(),
        "the query was cancelled, in the store as well",
        remedy(ErrorCode.QUERY_CANCELLED));
  }

  static FirstvalueException unanswered(StoreTarget target, QueryLimits limits) {
    return new FirstvalueException(
        ErrorCode.STORE_TIME_EXCEEDED,
        target.toString(),
        "no answer within " + limits.time().toSeconds() + " s and the time to say so",
        remedy(ErrorCode.STORE_TIME_EXCEEDED));
  }

  static FirstvalueException tooDear(StoreTarget target, CostEstimate estimate, long rowLimit) {
    return new FirstvalueException(
        ErrorCode.STORE_ROWS_EXCEEDED,
        target.toString(),
        "the query would read about " + estimate.rows() + " rows, more than " + rowLimit,
        "Narrow the cohort with --since and --until, or allow it with --yes");
  }

  static FirstvalueException badAddress(String cause) {
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        "--store",
        "no address of a ClickHouse: " + cause,
        "Give http://host:8123/database, with user and password in "
            + Credentials.USER_VARIABLE
            + " and "
            + Credentials.PASSWORD_VARIABLE);
  }

  static FirstvalueException badCredentialsLine(Path file, int line) {
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        file + ":" + line,
        "neither user=NAME nor password=SECRET",
        "Keep one of the two on each line");
  }

  static FirstvalueException unreadableCredentials(Path file, IOException cause) {
    return new FirstvalueException(
        ErrorCode.FILE_UNREADABLE,
        file.toString(),
        "the store's credentials cannot be read: " + cause.getClass().getSimpleName(),
        "Name a file in UTF-8 that you may read",
        cause);
  }

  private static ErrorCode codeOf(Exception failure) {
    int server = serverCode(failure);
    if (server != 0) {
      return codeOf(server, failure);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTimeoutException) {
        return ErrorCode.STORE_TIME_EXCEEDED;
      }
      if (cause instanceof IOException) {
        return ErrorCode.STORE_UNREACHABLE;
      }
    }
    return ErrorCode.STORE_QUERY_FAILED;
  }

  /**
   * ClickHouse's number for the error, from the text where the client gives none; 0 if there is
   * none.
   */
  private static int serverCode(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getErrorCode() > 0) {
        return sql.getErrorCode();
      }
      Matcher matcher = SERVER_CODE.matcher(String.valueOf(cause.getMessage()));
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return 0;
  }

  private static ErrorCode codeOf(int server, Exception failure) {
    return switch (server) {
      case 192, 193, 194, 516 -> ErrorCode.STORE_AUTHENTICATION_FAILED;
      case 164, 291, 497 -> ErrorCode.STORE_PERMISSION_DENIED;
      case 60, 81 -> ErrorCode.STORE_TABLE_NOT_FOUND;
      case 8, 10, 16, 47 -> ErrorCode.STORE_COLUMN_NOT_FOUND;
      case 6, 25, 26, 27, 38, 41, 43, 44, 53, 70, 72, 386 -> ErrorCode.STORE_TYPE_MISMATCH;
      case 173, 241 -> ErrorCode.STORE_MEMORY_EXCEEDED;
      case 159, 160 -> ErrorCode.STORE_TIME_EXCEEDED;
      case 158, 307, 396 -> ErrorCode.STORE_ROWS_EXCEEDED;
      case 394, 735 -> ErrorCode.QUERY_CANCELLED;
      case 243 -> ErrorCode.STORE_DISK_FULL;
      case 198, 202, 209, 210, 279 -> ErrorCode.STORE_UNREACHABLE;
      default ->
          String.valueOf(failure.getMessage()).contains("No space left on device")
              ? ErrorCode.STORE_DISK_FULL
              : ErrorCode.STORE_QUERY_FAILED;
    };
  }

  private static String problem(ErrorCode code, Exception failure) {
    if (code == ErrorCode.STORE_AUTHENTICATION_FAILED) {
      return "the store knows no such user, or the password is another";
    }
    String text = NOISE.matcher(String.valueOf(failure.getMessage())).replaceAll("");
    String line = SCOPE.matcher(text).replaceFirst("").replaceAll("\\s+", " ").strip();
    if (code == ErrorCode.STORE_UNREACHABLE) {
      line = "no answer: " + deepest(failure);
    }
    return line.length() <= PROBLEM_CHARACTERS ? line : line.substring(0, PROBLEM_CHARACTERS) + "…";
  }

  private static String deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static String remedy(ErrorCode code) {
    return switch (code) {
      case STORE_UNREACHABLE -> "Check that it runs and that --store names its HTTP port";
      case STORE_AUTHENTICATION_FAILED ->
          "Set "
              + Credentials.USER_VARIABLE
              + " and "
              + Credentials.PASSWORD_VARIABLE
              + ", or name a file that holds them";
      case STORE_PERMISSION_DENIED ->
          "Ask for the missing right; a user for queries needs SELECT and, if limited, readonly ="
              + " 2";
      case STORE_TABLE_NOT_FOUND -> "Check table and database in the event model";
      case STORE_COLUMN_NOT_FOUND -> "Check the columns in the event model against the table";
      case STORE_TYPE_MISMATCH -> "Check the types in the event model's catalog against the table";
      case STORE_MEMORY_EXCEEDED ->
          "Narrow the cohort with --since and --until, or raise the memory limit";
      case STORE_TIME_EXCEEDED ->
          "Narrow the cohort with --since and --until, or raise the time limit";
      case STORE_ROWS_EXCEEDED -> "Narrow the cohort with --since and --until";
      case STORE_DISK_FULL -> "Free space on the store's disk";
      case QUERY_CANCELLED -> "Run it again when you want its answer";
      default -> "Please report it, with the message and the SQL that `firstvalue sql` prints";
    };
  }
}
