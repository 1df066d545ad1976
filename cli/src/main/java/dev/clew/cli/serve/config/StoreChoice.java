package dev.clew.cli.serve.config;

import dev.clew.cli.serve.ServedStore;
import dev.clew.core.Refusal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Where the runs are: in a folder, in a database or in memory. That is one question, so that a
/// flag for one of them overrides what the file says of another.
final class StoreChoice {
  private static final List<ServeSetting> PLACES =
      List.of(ServeSetting.DATA, ServeSetting.STORE, ServeSetting.IN_MEMORY);

  private final ServeSettings settings;
  private final Path usual;

  /// @param usual the folder when nothing is said
  StoreChoice(ServeSettings settings, Path usual) {
    this.settings = settings;
    this.usual = usual;
  }

  ServedStore open(InstantSource clock) {
    boolean isReadOnly = settings.flag(ServeSetting.READ_ONLY);
    ServeSetting place = place();
    if (isReadOnly && place != ServeSetting.DATA) {
      throw Refusal.invalid(
          "read_only is for a folder (data), not with "
              + place.key()
              + ": "
              + said(ServeSetting.READ_ONLY)
              + ", "
              + said(place));
    }
    return switch (place) {
      case IN_MEMORY -> ServedStore.inMemory(clock);
      case STORE -> ServedStore.at(settings.word(ServeSetting.STORE), clock);
      default -> {
        Path said = settings.path(ServeSetting.DATA);
        Path folder = said == null ? usual : said;
        yield isReadOnly ? ServedStore.toReadIn(folder) : ServedStore.in(folder, clock);
      }
    };
  }

  /// What was said where it counts most.
  private ServeSetting place() {
    List<ServeSetting> said = new ArrayList<>();
    Origin.Source highest = Origin.Source.DEFAULT;
    for (ServeSetting place : PLACES) {
      SetValue value = settings.value(place);
      if (value == null || value.origin().equals(Origin.DEFAULT) || isOff(place)) {
        continue;
      }
      int above = value.origin().source().compareTo(highest);
      if (above > 0) {
        said.clear();
        highest = value.origin().source();
      }
      if (above >= 0) {
        said.add(place);
      }
    }
    if (said.size() > 1) {
      throw Refusal.invalid(
          "the runs are in a folder (data), in a database (store) or in memory (in_memory), not in"
              + " two of them: "
              + String.join(", ", said.stream().map(this::said).toList()));
    }
    return said.isEmpty() ? ServeSetting.DATA : said.getFirst();
  }

  private boolean isOff(ServeSetting place) {
    return place == ServeSetting.IN_MEMORY && !settings.flag(place);
  }

  private String said(ServeSetting setting) {
    SetValue value = settings.value(setting);
    return setting.key() + " by " + (value == null ? Origin.DEFAULT : value.origin());
  }
}
