package dev.clew.languagesih.template;

/// A token as it was written, without its braces, and where it starts in the text around it (UTF-16
/// units).
public record Written(String text, int offset) {}
