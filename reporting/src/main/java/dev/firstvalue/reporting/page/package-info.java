/** What a report shows, whatever it is shown on: one page model for text, Markdown and HTML. */
@NullMarked
package dev.firstvalue.reporting.page;

import org.jspecify.annotations.NullMarked;
