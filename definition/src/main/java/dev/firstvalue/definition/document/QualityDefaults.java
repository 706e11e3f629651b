package dev.firstvalue.definition.document;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.firstvalue.definition.v1.QualityBlock;
import dev.firstvalue.definition.v1.QualityPolicy;

/** What a policy says of the quality of data where it says nothing. */
final class QualityDefaults {
  private static final QualityPolicy DEGRADE =
      QualityPolicy.newBuilder()
          .setFillRate(0.95)
          .setUnknownShare(0.05)
          .setWithoutEntity(0.20)
          .setRepeatedIds(0.05)
          .setUnusualDays(0.05)
          .setSilence("1d")
          .setLateness("1d")
          .setWrongClock(0.001)
          .setAliasConflicts(0.01)
          .setActiveBeforeStart(0.05)
          .build();

  private static final QualityBlock BLOCK =
      QualityBlock.newBuilder()
          .setFillRate(0.01)
          .setUnknownShare(0.50)
          .setWithoutEntity(0.90)
          .setRepeatedIds(0.50)
          .setUnusualDays(0.50)
          .setSilence("7d")
          .setLateness("30d")
          .setWrongClock(0.10)
          .setAliasConflicts(0.50)
          .setActiveBeforeStart(0.50)
          .build();

  private QualityDefaults() {}

  static QualityPolicy resolve(QualityPolicy written) {
    QualityPolicy.Builder resolved = written.toBuilder();
    QualityBlock.Builder block = written.getBlock().toBuilder();
    fill(block, BLOCK);
    resolved.setBlock(block);
    fill(resolved, DEGRADE);
    return resolved.build();
  }

  /** Sets every field that is not there, and every text that is empty. */
  private static void fill(Message.Builder written, Message defaults) {
    for (FieldDescriptor field : defaults.getDescriptorForType().getFields()) {
      if (defaults.hasField(field) && !written.hasField(field)) {
        written.setField(field, defaults.getField(field));
      }
    }
  }
}
