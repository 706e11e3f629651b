package dev.firstvalue.definition.meaning;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.proto.ProtoJson;
import java.math.BigDecimal;

/** Values as documents write them. */
final class Words {
  private Words() {}

  static String of(Message message) {
    if (message instanceof Timestamp time && Timestamps.isValid(time)) {
      return Timestamps.toString(time);
    }
    return message.getDescriptorForType().getFullName().startsWith("google.protobuf.")
        ? message.toString().strip()
        : ProtoJson.documentTree(message).toString();
  }

  static String number(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}
