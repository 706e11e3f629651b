/** Shows a page: as text for terminals, as Markdown for pull requests, as one HTML file. */
@NullMarked
package dev.firstvalue.reporting.render;

import org.jspecify.annotations.NullMarked;
