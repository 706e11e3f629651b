package dev.firstvalue.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The comments of the protos, as one line each. Generated classes carry none, so the build keeps
 * the protos' own descriptors beside them.
 */
public final class ProtoComments {
  private static final String RESOURCE = "comments.binpb";
  private static final Map<String, String> BY_NAME = read();

  private ProtoComments() {}

  /** What stands above a message, an enum or a field; empty where nothing does. */
  public static String of(GenericDescriptor descriptor) {
    String name =
        switch (descriptor) {
          case FieldDescriptor field ->
              field.getContainingType().getFullName() + "." + field.getName();
          case EnumValueDescriptor value -> value.getType().getFullName() + "." + value.getName();
          default -> descriptor.getFullName();
        };
    return BY_NAME.getOrDefault(name, "");
  }

  private static Map<String, String> read() {
    try (InputStream in = ProtoComments.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + RESOURCE);
      }
      Map<String, String> comments = new HashMap<>();
      FileDescriptorSet.parseFrom(in).getFileList().forEach(file -> read(file, comments));
      return Map.copyOf(comments);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file cannot be read: " + RESOURCE, e);
    }
  }

  private static void read(FileDescriptorProto file, Map<String, String> comments) {
    Map<List<Integer>, String> names = new HashMap<>();
    for (int i = 0; i < file.getMessageTypeCount(); i++) {
      DescriptorProto type = file.getMessageType(i);
      String name = file.getPackage() + "." + type.getName();
      names.put(List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, i), name);
      for (int j = 0; j < type.getFieldCount(); j++) {
        names.put(
            List.of(
                FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER,
                i,
                DescriptorProto.FIELD_FIELD_NUMBER,
                j),
            name + "." + type.getField(j).getName());
      }
    }
    for (int i = 0; i < file.getEnumTypeCount(); i++) {
      EnumDescriptorProto type = file.getEnumType(i);
      String name = file.getPackage() + "." + type.getName();
      names.put(List.of(FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER, i), name);
      for (int j = 0; j < type.getValueCount(); j++) {
        names.put(
            List.of(
                FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER,
                i,
                EnumDescriptorProto.VALUE_FIELD_NUMBER,
                j),
            name + "." + type.getValue(j).getName());
      }
    }
    for (Location location : file.getSourceCodeInfo().getLocationList()) {
      String name = names.get(location.getPathList());
      if (name != null && location.hasLeadingComments()) {
        comments.put(name, oneLine(location.getLeadingComments()));
      }
    }
  }

  private static String oneLine(String comment) {
    return comment.lines().map(String::strip).collect(Collectors.joining(" ")).strip();
  }
}
