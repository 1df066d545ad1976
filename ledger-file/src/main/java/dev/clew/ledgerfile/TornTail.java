package dev.clew.ledgerfile;

/// What a write that did not finish left at the end of the file. Its row was never acknowledged.
///
/// @param byteOffset where it begins, which is the end of the last whole row
/// @param sizeBytes its size, trailing NUL bytes included
public record TornTail(long byteOffset, long sizeBytes) {}
