package dev.clew.logs.template;

/// A message without what varies in it.
///
/// @param text with `<number>`, `<path>` … in place of values
/// @param id 64 hex digits: the digest of the masks' version and the text. Equal texts have equal
///   ids everywhere and at all times
public record LineTemplate(String text, String id) {}
