package dev.clew.engine.llm;

import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// What a stage of a model is configured with. Keys ignore case, and a number may be text.
record ModelConfig(Json.Obj stage, Json.Obj defaults) {

  /// What the stage says; null when it says nothing.
  @Nullable Json value(Spellings setting) {
    return value(stage, setting);
  }

  /// Null also for text without a character.
  @Nullable String text(Spellings setting) {
    return text(stage, setting);
  }

  /// As [#text], else what its connection says.
  @Nullable String textOrDefault(Spellings setting) {
    String own = text(stage, setting);
    return own == null ? text(defaults, setting) : own;
  }

  /// Null when it is not there.
  Json.@Nullable Num number(Spellings setting) throws NotSent {
    String text = text(setting);
    if (text == null) {
      return null;
    }
    if (!Json.isNumber(text.strip())) {
      throw wrong(setting, text, "a number");
    }
    return new Json.Num(text.strip());
  }

  @Nullable Long whole(Spellings setting) throws NotSent {
    String text = text(setting);
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw wrong(setting, text, "a whole number");
    }
  }

  @Nullable Boolean flag(Spellings setting) throws NotSent {
    String text = text(setting);
    if (text == null) {
      return null;
    }
    return switch (text.strip()) {
      case "true", "True" -> Boolean.TRUE;
      case "false", "False" -> Boolean.FALSE;
      default -> throw wrong(setting, text, "true or false");
    };
  }

  private static NotSent wrong(Spellings setting, String text, String wanted) {
    return new NotSent(
        "llm_setting",
        "config."
            + setting.best()
            + " is '"
            + text
            + "' and must be "
            + wanted
            + "; nothing was sent");
  }

  private static @Nullable String text(Json.Obj from, Spellings setting) {
    String text =
        switch (value(from, setting)) {
          case Json.Str found -> found.value();
          case Json.Num number -> number.toString();
          case Json.Bool flag -> flag.toString();
          case null, default -> null;
        };
    return text == null || text.isBlank() ? null : text;
  }

  private static @Nullable Json value(Json.Obj from, Spellings setting) {
    for (String path : setting.paths()) {
      Json at = from;
      for (String key : path.split("\\.", -1)) {
        at = at instanceof Json.Obj object ? ignoringCase(object, key) : null;
      }
      if (at != null && !(at instanceof Json.Null)) {
        return at;
      }
    }
    return null;
  }

  private static @Nullable Json ignoringCase(Json.Obj object, String key) {
    for (var member : object.members().entrySet()) {
      if (member.getKey().equalsIgnoreCase(key)) {
        return member.getValue();
      }
    }
    return null;
  }
}
