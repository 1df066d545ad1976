package dev.clew.cli;

import dev.clew.cli.process.Terminal;
import dev.clew.report.terminal.Palette;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// What the start-up cache is trained on: the commands that people wait for, with files, HTTP, a
/// failure and HTML in them. Called by the launcher after a build.
public final class Training {
  private Training() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("clew-training");
    try {
      PrintStream nowhere =
          new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
      Main main = new Main(new Terminal(nowhere, nowhere, false, Palette.ANSI));
      String workflow = folder.resolve("customer-onboarding.workflow").toString();
      main.run("demo", "--out", folder.toString());
      main.run("run", workflow, "--input", "email=a@example.com", "--input", "planId=p");
      main.run("run", workflow, "--unknown");
      String out = folder.resolve("exec").toString();
      main.run("exec", "--out", out, "--final", out + "/no*", "--", "sh", "-c", "echo; exit 1");
      main.run("list", folder.toString());
      main.run("why", "--help");
    } finally {
      Files.walkFileTree(folder, new Removal());
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path folder, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
