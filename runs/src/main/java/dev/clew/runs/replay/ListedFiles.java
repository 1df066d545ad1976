package dev.clew.runs.replay;

import dev.clew.core.ClewException;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.run.ListedFile;
import dev.clew.core.json.Json;
import dev.clew.core.replay.StartList;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.document.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of a workspace as its list has them.
public final class ListedFiles {
  /// `workspace.list_bytes`: a longer list is not read.
  private static final int LIST_BYTES = 16 << 20;

  private ListedFiles() {}

  /// Those that an attempt began with; null when nobody listed them, or the list has expired.
  public static @Nullable List<ListedFile> of(RunView run, AttemptView attempt) {
    StartList list = StartList.of(run, attempt);
    return list == null ? null : of(list.row().payload());
  }

  /// Null when it has expired, or is no list.
  static @Nullable List<ListedFile> of(@Nullable Payload payload) {
    if (payload == null || payload.sizeBytes() > LIST_BYTES) {
      return null;
    }
    try {
      String text = payload.text();
      if (text == null || !(JsonText.parse(text) instanceof Json.Arr all)) {
        return null;
      }
      List<ListedFile> files = new ArrayList<>();
      for (Json item : all.items()) {
        if (item instanceof Json.Obj file) {
          files.add(new ListedFile(file));
        }
      }
      return files;
    } catch (JsonText.Malformed | ClewException e) {
      return null;
    }
  }
}
