package dev.firstvalue.cli.lint;

import dev.firstvalue.definition.finding.Characters;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Findings as test results: a test case each, failed if it stands in the way. */
final class FindingsJunit {
  private FindingsJunit() {}

  static String write(Findings findings) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "firstvalue lint");
      List<Finding> all = findings.all();
      xml.writeAttribute("tests", String.valueOf(Math.max(1, all.size())));
      xml.writeAttribute("failures", String.valueOf(all.stream().filter(Finding::blocks).count()));
      if (all.isEmpty()) {
        xml.writeEmptyElement("testcase");
        xml.writeAttribute("name", "no findings");
        xml.writeAttribute("classname", "firstvalue");
      }
      for (Finding finding : all) {
        testCase(xml, finding);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a document in memory does not write", e);
    }
    return out.append('\n').toString();
  }

  private static void testCase(XMLStreamWriter xml, Finding finding) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute(
        "name", allowed(finding.rule() + " " + finding.file() + ":" + finding.line()));
    xml.writeAttribute("classname", allowed(finding.file()));
    String text = allowed(finding.toString());
    if (finding.blocks()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", allowed(finding.explanation()));
      xml.writeCharacters(text);
    } else {
      xml.writeStartElement("system-out");
      xml.writeCharacters(text);
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /** Text without the characters that XML 1.0 cannot hold, or that a terminal obeys. */
  private static String allowed(String text) {
    return text.codePoints()
        .map(c -> Characters.mayStand(c) ? c : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
