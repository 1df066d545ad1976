package dev.clew.languagesih.template;

/// Which part of a response a token names.
public sealed interface ResponsePart {
  /// As it is written behind `response.`: `status`, `headers.Location`, `body.id`.
  String text();

  record Status() implements ResponsePart {
    @Override
    public String text() {
      return "status";
    }
  }

  record Header(String name) implements ResponsePart {
    @Override
    public String text() {
      return "headers." + name;
    }
  }

  record Body(JsonPath path) implements ResponsePart {
    @Override
    public String text() {
      return path.steps().isEmpty() ? "body" : "body." + path.text();
    }
  }
}
