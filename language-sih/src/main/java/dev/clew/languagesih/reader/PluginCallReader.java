package dev.clew.languagesih.reader;

import dev.clew.core.source.Place;
import dev.clew.languagesih.definition.PluginCall;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.plan.stage.Handling;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;

/// Reads a stage of a plug-in's kind: what its `config` means is the plug-in's affair.
record PluginCallReader(FileReading reading) {
  PluginCall read(Fields stage, String kind, Handling handling) {
    TextReader texts = new TextReader(reading);
    Mapping config = stage.mapping("config");
    List<TemplateTree.Member> members =
        new ArrayList<>(config == null ? List.of() : texts.members(config));
    for (YamlNode.Entry entry : stage.written().entries()) {
      String name = entry.key().text();
      if (EndpointReader.KEYS.get(name) != null && !contains(members, name)) {
        members.add(new TemplateTree.Member(name, texts.tree(entry.value()), entry.key().at()));
      }
    }
    Place place = Place.fixed(reading.source().logicalName(), stage.at());
    return new PluginCall(kind, new TemplateTree.Members(members), place, handling);
  }

  private static boolean contains(List<TemplateTree.Member> members, String name) {
    for (TemplateTree.Member member : members) {
      if (member.name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
