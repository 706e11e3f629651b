package dev.firstvalue.console;

import dev.firstvalue.console.view.Link;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.console.view.SqlPage;
import dev.firstvalue.console.view.SqlPage.Step;
import dev.firstvalue.registry.v1.CompileDefinitionRequest;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;

/** Shows the SQL that counts by a version; a page of its own, as it asks the store. */
final class SqlHandler implements PageHandler {
  @Override
  public void answer(Guest guest) {
    String name = guest.http().pathParam("name");
    String version = guest.query("version");
    CompileDefinitionRequest.Builder request = CompileDefinitionRequest.newBuilder().setName(name);
    if (version.matches("[1-9][0-9]{0,8}")) {
      request.setVersion(Integer.parseInt(version));
    }
    CompileDefinitionResponse sql = guest.visit().registry().compileDefinition(request.build());
    guest.show(
        "sql",
        "SQL of " + Shown.line(name),
        "/",
        new SqlPage(
            Link.definition(name),
            sql.getVersion(),
            sql.hasWatermark() ? Shown.minute(sql.getWatermark()) : "",
            Shown.block(sql.getSql()),
            // The last one is the statement itself.
            sql.getStepsList().stream()
                .limit(Math.max(0, sql.getStepsCount() - 1))
                .map(
                    step ->
                        new Step(
                            Shown.line(step.getName()),
                            Shown.line(step.getMeaning()),
                            Shown.block(step.getSql())))
                .toList()));
  }
}
