import type { Severity } from '../../model/severity.ts';
import type { Page } from '../../text/page.ts';

/** The graver, the louder. */
export const severityText = ({ paint }: Page, severity: Severity): string =>
  ({
    critical: paint.bold(paint.red(severity)),
    high: paint.red(severity),
    medium: paint.yellow(severity),
    low: paint.dim(severity),
  })[severity];
